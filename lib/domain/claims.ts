/** What a text promises a buyer. */
type ClaimKind = 'refund' | 'compensation' | 'free' | 'guarantee' | 'reship' | 'discount' | 'elsewhere';

/** A promise found in a text. */
export interface Claim {
  kind: ClaimKind;
  start: number;
  end: number;
  raw: string;
}

/** Stems of words that promise something, in the languages replies are written in. */
const STEMS: readonly (readonly [ClaimKind, string])[] = [
  [
    'refund',
    '退款|全额退|返还|退钱|refund|money back|возврат|верн[её]м|reembols|devolver|rembours|erstatt|rückerstatt|rimbors|استرداد|返金|払い戻|환불|zwrot|zwróc',
  ],
  [
    'compensation',
    '赔偿|赔付|补偿|补差价|compensat|компенс|compensaci|compensação|indemnis|dédommag|entschädig|risarc|تعويض|補償|보상|rekompens|odszkodow',
  ],
  [
    'free',
    '免费|赠送|送您|包邮|free of charge|for free|free shipping|(?<!feel )\\bfree\\b|\\bgift|бесплатн|подар|gratis|gratuit|kostenlos|omaggio|مجان|無料|무료|증정|darmow|bezpłatn',
  ],
  [
    'guarantee',
    '保证|一定会|承诺|假一赔|绝对|guarantee|promise|100 ?%|гарант|обеща|garant|promet|promess|versprech|versprich|ضمان|نضمن|保証|必ず|보장|약속|gwarant|obiecu',
  ],
  [
    'reship',
    '补发|重发|重新寄|换新|resend|reship|replacement|отправим (?:снова|ещё|новый)|reenvi|reenviar|renvoyer|renvoi|neu(?:en|es)? (?:paket|artikel)|ersatz|rispedi|إعادة الإرسال|再送|재발송|wyślemy ponownie',
  ],
  [
    'discount',
    '优惠券|打折|折扣|减免|返现|discount|coupon|cashback|скидк|descuento|desconto|cupón|cupom|remise|réduction|rabatt|gutschein|sconto|خصم|割引|クーポン|할인|쿠폰|zniżk|rabat',
  ],
  ['elsewhere', '微信|加我|\\bQQ\\b|whatsapp|telegram|wechat|viber|instagram|paypal|western union|line id|카카오'],
];

const PATTERNS = STEMS.map(([kind, stems]) => [kind, new RegExp(stems, 'giu')] as const);

const INSIDE = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hangul}]/u;

/** Returns the whole word around a stem, in scripts that put blanks between words. */
function wholeWord(text: string, at: number, stem: string): Pick<Claim, 'start' | 'end' | 'raw'> {
  let start = at;
  let end = at + stem.length;
  if (INSIDE.test(text[start] ?? '')) while (INSIDE.test(text[start - 1] ?? '')) start -= 1;
  if (INSIDE.test(text[end - 1] ?? '')) while (INSIDE.test(text[end] ?? '')) end += 1;
  return { start, end, raw: text.slice(start, end) };
}

/** Returns what a text promises, in the order in which it stands. A list of words: it says where to look, not what is meant. */
export function findClaims(text: string): Claim[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((hit) => ({ kind, ...wholeWord(text, hit.index, hit[0]) })),
  ).toSorted((a, b) => a.start - b.start);
}

/** Returns the promises of a machine-written text of a kind that none of the texts of the shop's own side makes. */
export function inventedClaims(text: string, trusted: readonly string[]): Claim[] {
  const given = new Set(trusted.flatMap((one) => findClaims(one).map(({ kind }) => kind)));
  return findClaims(text).filter(({ kind }) => !given.has(kind));
}
