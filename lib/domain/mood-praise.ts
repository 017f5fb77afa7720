/** Strong words before praise, in any language praise itself: «ужасно красиво», “ridiculously cute”, 「好看得离谱」. Folded. */
const GOOD_EN =
  'good|nice|beautiful|cute|pretty|great|happy|cool|gorgeous|lovely|soft|amazing|awesome|well|fast|comfy|comfortable|delicious|perfect|cheap|love(?:ly)?|funny';
const GOOD_RU =
  '(?:красив|рад(?=[аы]?(?!\\p{L}))|довол|нрав|понрав|удобн|крут|вкусн|мил|хорош|приятн|классн|любл|симпатич|быстр|дешев|интересн|смешн|счастлив|мягк)\\p{L}*';
const GOOD_ES = '(?:buen|bonit|lind|guap|bien|barat|comod|hermos|rapid|preci?os|feliz|content|graci?os|suave|rico|rica)\\p{L}*';
const GOOD_ZH = '(?:好看|漂亮|可爱|好用|好吃|好听|好玩|舒服|便宜|划算|开心|高兴|喜欢|喜爱|爱|美|帅|香|甜|软|快|棒|惊喜|仙|绝)';

const PRAISE = new RegExp(
  [
    `(?<![\\p{L}'])(?<!not )(?:terribl[ey]|horribl[ey]|awful(?:ly)?|insanely|ridiculous(?:ly)?|disgustingly|shockingly|crazy|damn|wtf|fucking|stupid(?:ly)?)(?: (?:so|how|it is|this is|that is))? (?:${GOOD_EN})(?!\\p{L})`,
    `(?<!\\p{L})(?<!не )(?:ужас(?:но)?|страшно|жутко|дико|кошмар(?:но)?|чертовски|безумно|до ужаса)(?: как| какая| какой| какие)? ${GOOD_RU}`,
    `(?<!\\p{L})(?<!no )(?:(?:terrible|horrible|ridicula|asquerosa|bestial|jodida|maldita|tremenda)mente|(?:una )?(?:locura|barbaridad) de) ${GOOD_ES}|de puta madre(?!\\p{L})`,
    `(?<!不)${GOOD_ZH}(?:了|得|到|的)*(?:离谱|过分|可怕|恐怖|要命|吓人|疯了?|炸了?|死(?:我)?了?|哭了?)|(?:离谱|过分|可怕|恐怖|变态)的?(?:地)?${GOOD_ZH}|笑(?:死|疯|哭)(?:我|人)?了?|服了.{0,2}(?:太|真|好)${GOOD_ZH}`,
  ].join('|'),
  'gu',
);

/** Returns a folded text with blanks where strong words only praise; every other place stays where it is. */
export function withoutPraise(folded: string): string {
  return folded.replace(PRAISE, (found) => ' '.repeat(found.length));
}
