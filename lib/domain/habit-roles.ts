import { PAYERS } from './habit-lexicon.ts';

/** Sides (bits) of contraries and choices: of a word, or of what no single word tells: who is to do it, who pays, what comes first. */
export type Sides = readonly (readonly [group: string, side: number])[];

interface Doers {
  /** The buyer is asked to do it, or may. */
  buyer: RegExp;
  /** The shop does it, or has done it. */
  shop: RegExp;
}

const ZH_DOERS: Doers = {
  buyer:
    /(?:麻烦|劳烦|烦请|辛苦)(?!了)|(?<![申邀])请(?![您你]?再?(?:问|查收|放心|稍|留意|保持|注意|耐心|见谅|理解|谅解|等))|(?:^|[，,。！!？? 亲])[您你](?!的|好|这|那|看|放心|稍|们|是|有|还|也|家|收到|慢|先?别|再|不|等)/u,
  shop: /(?<!自动)[帮给为替][您你]|(?<![给发问找让系帮和跟与])我(?!们?(?:的|店|家|厂|产品|质量))/u,
};
const DOERS: readonly Doers[] = [
  {
    buyer:
      /(?<!\p{L})(?:(?:please|pls|kindly)(?! (?:see|note|wait|be|understand|find)(?!\p{L}))|(?:can|could) you|you (?:need|have to|can|must|should|may))(?!\p{L})/u,
    shop: /(?<!\p{L})(?:we|i)(?!\p{L}| (?:need|ask|hope|wish|would|recommend|suggest|kindly|please|know|see|understand|think|want)(?!\p{L}))/u,
  },
  {
    buyer:
      /(?<!\p{L})(?!здравствуйте|извините|простите|хотите|получите|увидите|захотите)\p{L}{2,}(?:ите|йте|ьте|итесь)(?!\p{L})/u,
    shop: /(?<!\p{L})(?:мы|я)(?!\p{L}| (?:просим|советуем|рекомендуем|надеемся|ждем)(?!\p{L}))/u,
  },
  {
    buyer:
      /(?<!\p{L})(?:por favor|puede|podria|tiene que|debe)(?!\p{L})|(?:^|[,.!?¿¡] ?)(?:no )?\p{L}{3,}(?:[ea](?= (?:el|la|los|las|sus?|con|una?)(?!\p{L}))|(?:enos|eme|elo|ela)(?!\p{L}))/u,
    shop: /(?<!\p{L})(?!(?:necesit|esper|ped|recomend|rog|agradec|lament|sent|sab|ten)[aei]mos)\p{L}{2,}[aei]mos(?!\p{L})/u,
  },
];

const PAYS = /pay|paid|cover|плат|плач|paga|cargo|cuenta/;
/** 先发货后付款: what comes first, and what then. */
const FIRST = /先(?:[给帮][您你]|[您你])?(\p{Script=Han}{2})[，,]?(?:之后|然后|后|再)(?:[给帮][您你])?(\p{Script=Han}{2})/u;
const RECEIVED = /(?:收到|签收)货?了/u;
const ONCE_RECEIVED = /(?:收到|签收)(?:退?货)?(?:[之以]?后|就|再)/u;

/** Returns who does what, and in which order, in a text in Chinese characters. */
export function rolesInHan(text: string): Sides {
  const sides = [...doersOf(text, ZH_DOERS), ...sidesBy('received', RECEIVED.test(text), ONCE_RECEIVED.test(text))];
  const [, first = '', then = ''] = (text.includes('先') && FIRST.exec(text)) || [];
  if (first !== then) sides.push([`first:${[first, then].toSorted().join(' ')}`, first < then ? 1 : 2]);
  return sides;
}

/** Returns who does what and who pays in a text in letters, folded. */
export function rolesInLetters(text: string): Sides {
  const sides = DOERS.flatMap((doers) => doersOf(text, doers));
  if (!PAYS.test(text)) return sides;
  return [...sides, ...PAYERS.flatMap(([buyer, shop]) => sidesBy('payer', buyer.test(text), shop.test(text)))];
}

const doersOf = (text: string, { buyer, shop }: Doers): [string, number][] => sidesBy('doer', buyer.test(text), shop.test(text));

function sidesBy(group: string, one: boolean, other: boolean): [string, number][] {
  return one || other ? [[group, (one ? 1 : 0) | (other ? 2 : 0)]] : [];
}
