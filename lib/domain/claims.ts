/** What a text promises a buyer. */
type ClaimKind = 'refund' | 'compensation' | 'free' | 'guarantee' | 'reship' | 'postage' | 'discount' | 'elsewhere' | 'time';

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
    '退款|全额退|返还|退钱|refund|money back|возврат|верн[её]м|reembols|devolver|(?:le|te|se lo) dev(?:olv|uelv)|rembours|erstatt|rückerstatt|rimbors|استرداد|返金|払い戻|환불|zwrot|zwróc',
  ],
  [
    'compensation',
    '赔偿|赔付|补偿|补差价|(?:给|退|补|赔|送|返)(?:[您你]了?|了)?[一二两三四五六七八九十百千几半]+(?:元|块)|compensat|компенс|compensaci|compensação|indemnis|dédommag|entschädig|risarc|تعويض|補償|보상|rekompens|odszkodow',
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
    // A new piece instead of the old one is one more parcel, too.
    '补发|重发|重新寄|换货|换新|(?:给|为|帮)[您你]换|换(?:一|个新|件新)|(?:寄|发|送)(?:[您你])?一?[件个双条套只]新|(?:send|ship|give)(?: you| out)? (?:a new|another)|a new one|\\breplace|замен(?:им|у|ить)|nuev[oa] (?:producto|art[ií]culo)|reemplaz|reposici[oó]n|resend|reship|replacement|(?:отправ|выш)\\p{L}+ (?:вам )?(?:снова|ещё|еще|нов\\p{L}+)|reenvi|reenviar|renvoyer|renvoi|neu(?:en|es)? (?:paket|artikel)|ersatz|rispedi|إعادة الإرسال|再送|재발송|wyślemy ponownie',
  ],
  [
    'postage',
    '(?:运费|邮费|快递费)(?![^，。,.\\n]{0,5}(?:[您你]|买家|自))[^，。！？,.!?\\n]{0,6}(?:承担|我们?[来出付]|店[铺里]出|报销|返|退|补|赔|算我)|(?:承担|报销|补|退|返|出)(?:[您你]|来回|往返|退货|这次)*的?(?:运费|邮费|快递费)|(?:cover|pay|refund|reimburse|bear)(?: for)?(?: you)?(?: the| your| all)?(?: return)? (?:shipping|postage|delivery cost)|(?:shipping|postage) is on us|(?:оплатим|возместим|компенсируем) (?:вам )?(?:\\p{L}+ )?(?:доставк|пересылк|возврат)\\p{L}*|(?:cubri|paga|asumi|correr)\\p{L}* (?:con )?(?:los gastos de|el) (?:env[ií]o|devoluci[oó]n)|env[ií]o (?:corre )?por nuestra cuenta',
  ],
  [
    'discount',
    '优惠券|红包|立减|(?<![件])[一二三四五六七八九\\d][一二三四五六七八九.\\d]{0,2}折(?!叠)|便宜[您你]?[一二两三四五六七八九十\\d]+|打折|折扣|减免|返现|discount|coupon|cashback|скидк|descuento|desconto|cupón|cupom|remise|réduction|rabatt|gutschein|sconto|خصم|割引|クーポン|할인|쿠폰|zniżk|rabat',
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

const CLAUSE = /[,.!?;，。！？；、\n،؛؟]/;

/** Returns what stands before and behind a claim in its clause. */
function clauseAround(text: string, { start, end }: Claim): { before: string; behind: string } {
  const before =
    text
      .slice(Math.max(0, start - 80), start)
      .split(CLAUSE)
      .at(-1) ?? '';
  const behind = text.slice(end, end + 80).split(CLAUSE)[0] ?? '';
  return { before, behind };
}

const NO_HAN = '不|没有?|无法?|别|勿|拒绝|难以';
const NO_WORDS =
  "not|no|never|cannot|unable|without|\\p{L}+n['’]t|не|нет|без|нельзя|невозможно|никогда|nunca|sin|tampoco|não|sem|pas|jamais|sans|nicht|keine?[rmns]?|ohne|nie|non|senza|mai|bez|لا|لن|لم|غير|ليس|بدون";
/** Polite words with a negation in them that deny nothing. */
const NO_DENIAL =
  /没问题|没关系|没事|不好意思|不客气|不用担心|别担心|不仅|no problems?|no worries|(?:do not|don['’]t) worry|not only|не волнуйтесь|no se preocupe|pas de (?:souci|problème)|kein(?:e)? (?:problem|sorge)/giu;

const HAN_RIGHT_BEFORE = new RegExp(
  `(?:${NO_HAN})(?:能|可以?|会|予|给|为|再|您|你们?|支持|提供|接受|承诺|直接|全额|任何|办理|申请|进行|做|有)*$`,
  'u',
);
const WORDS_RIGHT_BEFORE = new RegExp(`(?<![\\p{L}])(?:${NO_WORDS}|n['’])(?:\\s+[\\p{L}'’]+){0,2}\\s*$`, 'iu');
const BEHIND_VERB = /^[^\s]{0,8}(?:ません|ない|できかね|致しかね|않|없|못)|^\s?\S{0,6}\s?(?:않|없|못)/u;
const ANYWHERE = new RegExp(`${NO_HAN}|ません|ない|かねます|않|없|못|(?<![\\p{L}])(?:${NO_WORDS})(?![\\p{L}])`, 'iu');

/** Tells what a clause says of a claim: it makes it, it denies it outright, or something in it is denied. */
function stanceOn(text: string, claim: Claim): 'made' | 'denied' | 'unclear' {
  const { before, behind } = clauseAround(text, claim);
  const [head, tail] = [before.replace(NO_DENIAL, ''), behind.replace(NO_DENIAL, '')];
  if (HAN_RIGHT_BEFORE.test(head) || WORDS_RIGHT_BEFORE.test(head) || BEHIND_VERB.test(tail)) return 'denied';
  return ANYWHERE.test(head) || ANYWHERE.test(tail) ? 'unclear' : 'made';
}

/** Tells whether a clause denies the words that stand in it at an index. */
export function isDenied(text: string, at: number, raw: string): boolean {
  return stanceOn(text, { kind: 'time', start: at, end: at + raw.length, raw }) !== 'made';
}

/**
 * Returns the promises of a machine-written text of a kind that none of the given texts makes. What a given text denies
 * (“不能退款”) covers a denial only, never the promise.
 */
export function inventedClaims(text: string, promised: readonly string[]): Claim[] {
  const given = new Set(promised.flatMap((one) => findClaims(one).map((claim) => `${claim.kind} ${stanceOn(one, claim)}`)));
  return findClaims(text).filter((claim) => {
    const stance = stanceOn(text, claim) === 'denied' ? 'denied' : 'made';
    return !given.has(`${claim.kind} ${stance}`);
  });
}
