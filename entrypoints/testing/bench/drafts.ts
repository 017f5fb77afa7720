import { mineHabits, type TypedMessage } from '#lib/domain/habits.ts';
import { maskText, skeletonOf } from '#lib/domain/habit-mask.ts';
import { wordingInForce } from '#lib/domain/wording.ts';
import { WordingChecker } from '#lib/domain/wording-check.ts';
import { WORDING_PACK } from '#lib/domain/wording-pack.ts';
import { mixed } from './sample.ts';
import { compared, type Compared } from './timing.ts';

const WHAT = ['发货', '退款', '换货', '物流', '发票', '尺码', '库存', '优惠券', '补发', '包装'];
const HOW = [
  '今天下午处理',
  '明天上午安排',
  '马上为您查询',
  '需要您提供照片',
  '已经登记好了',
  '稍后给您答复',
  '请您耐心等待',
  '已经通知仓库',
];
const END = ['请放心', '您放心', '辛苦您了', '谢谢理解', '有问题找我', '感谢支持'];
const NOW = Date.UTC(2026, 10, 28);
const FIRST_ORDER = 4_512_300_187_000_000_000n;

/** Returns invented messages of staff, always the same: some hundred things said in changing words, half of them with something of their own. */
export function sampleTyped(count: number): TypedMessage[] {
  return Array.from({ length: count }, (_, i) => {
    const of = (list: readonly string[], n: number): string => list[mixed(i, n) % list.length] ?? '';
    const rare = (n: number): string => String.fromCodePoint(0x4e00 + (mixed(i, n) % 5000));
    const own = i % 2 === 0 ? '' : `，关于${rare(4)}${rare(5)}的问题`;
    const text = `您的${of(WHAT, 1)}订单 ${FIRST_ORDER + BigInt(i)} ${of(HOW, 2)}${own}，${of(END, 3)}`;
    return { text, at: NOW - i * 1000, names: [] };
  });
}

/** Measures finding what was typed again and again, against only masking the numbers in every message once. */
export async function measureHabits(count: number, times: number): Promise<Compared & { compared: number }> {
  const messages = sampleTyped(count);
  let pairs = 0;
  const result = await compared(
    times,
    () => {
      pairs = mineHabits(messages, [], [], NOW).compared;
    },
    () => messages.reduce((sum, { text }) => sum + skeletonOf(maskText(text)).length, 0),
  );
  return { ...result, compared: pairs };
}

/** Measures looking through a draft of a length, against asking for each word of the list by itself. */
export async function measureWording(length: number, times: number): Promise<Compared> {
  const entries = wordingInForce(WORDING_PACK, []);
  const words = entries.flatMap((entry) => entry.words);
  const checker = new WordingChecker(entries);
  const text = sampleTyped(Math.ceil(length / 30))
    .map((message) => message.text)
    .join('\n')
    .slice(0, length);
  let found = 0;
  const result = await compared(
    times,
    () => {
      found += checker.check(text).length;
    },
    () => {
      found += words.filter((word) => text.includes(word)).length;
    },
    3,
  );
  // Used, so that no compiler leaves the work out.
  if (found < 0) throw new Error('impossible');
  return result;
}
