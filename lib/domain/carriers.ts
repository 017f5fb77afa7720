/** Carriers by their names, folded; those in one group cannot always be told apart by name. */
const GROUPS =
  '顺丰,sf 圆通,yto 中通,zto 申通,sto 韵达,yunda,yd 极兔,j&t 京东,jd 百世,汇通 德邦 云途,yunexpress 燕文,yanwen 递四方,4px 敦豪,dhl 联邦,fedex ups 邮政,邮局,post/ems/usps 菜鸟,cainiao/速卖通,无忧,aliexpress';

let groups: RegExp[][] | undefined;

/**
 * Tells whether two names of carriers, folded, mean the same one: 顺丰速运, SF Express. Null where they may or may not (EMS and
 * 邮政, 中通快递 and 中通快运), undefined where one of them is none that is known.
 */
export function isSameCarrier(a: string, b: string): boolean | null | undefined {
  groups ??= GROUPS.split(' ').map((group) => group.split('/').map(namedBy));
  const all = groups.flat();
  const isIn = (text: string): boolean => all.some((name) => name.test(text));
  if (!isIn(a) || !isIn(b)) return undefined;
  if (all.some((name) => name.test(a) && name.test(b))) return /快运/.test(a) === /快运/.test(b) || null;
  const isOne = groups.some((names) => [a, b].every((text) => names.some((name) => name.test(text))));
  return isOne ? null : false;
}

function namedBy(names: string): RegExp {
  const words = names.split(',').map((name) => (/^\w/.test(name) ? `(?<![a-z\\d])${name}(?![a-z\\d])` : name));
  return new RegExp(words.join('|'));
}
