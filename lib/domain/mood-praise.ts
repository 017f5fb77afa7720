/**
 * Strong words right before praise, or behind it, are praise: «ужасно красиво», “ridiculously cute”, 「好看得离谱」. Only
 * those that would tell a mood by themselves; folded. So are 「没让我失望」 and 「怎么会给你差评」.
 */
const PRAISE = new RegExp(
  [
    "(?<![\\p{L}'])(?<!not )(?:ridiculous(?:ly)?|wtf|fucking)(?: so| how)? (?:good|nice|beautiful|cute|pretty|great|happy|cool|lovely|amazing|awesome|fast|soft|cheap|love)(?!\\p{L})(?! (?:refund|money|reply|answer|response|joke|please|or)(?!\\p{L}))",
    '(?<!\\p{L})(?<!не )(?:ужас(?:но)?|страшно|кошмар)(?: как\\p{L}*)? (?:красив|рад[аы]?(?!\\p{L})|довол|нрав|понрав|удобн|крут|вкусн|мил|хорош|приятн|классн|быстр|дешев|мягк)\\p{L}*',
    '(?<!\\p{L})(?:ridiculamente (?:buen|bonit|lind|guap|barat|comod|rapid)|de puta madre(?!\\p{L}))',
    '(?<!不)(?:[好可][看用吃爱]|漂亮|舒服|便宜|划算|开心|喜欢|[美帅香甜软快棒])[了得到的]*(?:离谱|过分)|(?:(?<!不|不是)好[得到]|(?:质量|做工|手感|服务|效果)(?:真|太)?好的)(?:离谱|过分)|服了.{0,2}[太真好](?:好(?![意笑骗欺])|漂亮|可爱|便宜|美)',
    '(?<!没.{0,5}|不得|能|哪[里次]?|[再是])(?:没有?|未曾?|不曾?|不会再?)让(?:[我人您你他她]们?|大家|孩子)(?:觉得|感到|很|太)*(?:失望|生气|火大|无语)',
    '(?<!能|再)(?:别|不要)让(?:[我人您你他她]们?|大家|孩子)失望',
    '(?:怎么|哪里?)(?:会|可能|敢|舍得)[去再想要来给打]*(?:[您你]们?)?(?:投诉|差评|举报)',
  ].join('|'),
  'gu',
);

/** Returns a folded text with blanks where strong words only praise; every other place stays where it is. */
export function withoutPraise(folded: string): string {
  return folded.replace(PRAISE, (found) => ' '.repeat(found.length));
}
