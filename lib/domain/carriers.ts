/** Carriers by their names in Chinese and in letters, folded. Those of one line cannot always be told apart by name. */
const CARRIERS: readonly (readonly RegExp[])[] = [
  named('顺丰', 'sf'),
  named('圆通', 'yto'),
  named('中通', 'zto'),
  named('申通', 'sto'),
  named('韵达', 'yd|yunda'),
  named('极兔', 'j&t|jt'),
  named('京东', 'jd'),
  named('百世|汇通', 'best'),
  named('德邦', 'deppon'),
  named('天天', 'tt|ttk'),
  named('云途', 'yunexpress'),
  named('燕文', 'yanwen'),
  named('递四方', '4px'),
  named('敦豪', 'dhl'),
  named('联邦', 'fedex'),
  named('联合包裹', 'ups'),
  named('美国邮政', 'usps'),
  [...named('特快专递', 'ems'), ...named('(?<!美国)邮政|邮局', 'china post')],
  [...named('菜鸟', 'cainiao'), ...named('速卖通|无忧物流', 'aliexpress')],
];

function named(han: string, letters: string): RegExp[] {
  return [new RegExp(`${han}|(?<![a-z\\d])(?:${letters})(?![a-z\\d])`)];
}

/**
 * Tells whether two names of carriers, folded, mean the same one: 顺丰速运, SF Express. Null where they may or may not (EMS and
 * 邮政, 中通快递 and 中通快运), undefined where one of them is none that is known.
 */
export function isSameCarrier(a: string, b: string): boolean | null | undefined {
  const [one, other] = [carriersIn(a), carriersIn(b)];
  if (one.length === 0 || other.length === 0) return undefined;
  if (one.some(({ name }) => other.some((each) => each.name === name))) return /快运/.test(a) === /快运/.test(b) || null;
  return one.some(({ line }) => other.some((each) => each.line === line)) ? null : false;
}

function carriersIn(text: string): { line: number; name: RegExp }[] {
  return CARRIERS.flatMap((names, line) => names.flatMap((name) => (name.test(text) ? [{ line, name }] : [])));
}
