import { foldLetters } from './fold-letters.ts';
import { MOODS, type Mood } from './mood-kinds.ts';
import { withoutPraise } from './mood-praise.ts';
import { en } from './mood-words-en.ts';
import { es } from './mood-words-es.ts';
import { ru } from './mood-words-ru.ts';
import { zh } from './mood-words-zh.ts';

const MOOD_WORDS = { zh, en, ru, es } as const;

/** What a message sounds like, and the words of it that say so. */
export interface MoodSeen {
  mood: Mood | null;
  /** As they stand in the text, at most four, in order. */
  words: string[];
}

/** Longest part of a message that is looked at, in UTF-16 units. */
const MOST = 600;
const MOST_WORDS = 4;

type Language = keyof typeof MOOD_WORDS;

/** What stands between a negation and the word it negates. */
const BETWEEN = {
  zh: '太|很|那么|这么|特别|什么|怎么|再|想|要|去|会|在|给|你们?|用|打算|有|是|因为|准备|真|真的|任何|多|算|觉得|必要|理由|至于|说|需要|什么[好可]|啥[好可]?|想过|闹到',
  en: 'at|all|so|too|very|that|really|a|an|the|to|be|being|been|going|want|wanna|need|any|feeling|getting|even|you|u|leave|leaving|give|file|of|in|this|it|is|for|am|i|gonna|trying|planning|plan|thinking|open|opening|about|your|me|saying|call|calling|just',
  ru: 'очень|так|сильно|особо|буду|будем|будет|хочу|хотим|хотела|хотел|собираюсь|собираемся|стану|надо|нужно|стоит|совсем|на|вас|тебя|открывать|открыть|писать|оставлять|ставить|подавать|такой|такая|это|слишком|был|была|я|уж|настолько|за|о|об|вы|и|в|к|никаких|никакой|никакого|никакие',
  es: 'he|estado|me|te|se|le|les|os|lo|estoy|esta|estan|estamos|es|soy|son|fue|ha|sido|hay|tengo|tenemos|tiene|tengan|quiero|queremos|voy|vamos|a|abrir|poner|dejar|hacer|muy|tan|nada|de|una?|ninguna?|la|el|ser|estar|sea|pasa|por|mucha?|con|para|ponga|pongas|ningun|ni|en|hace|falta|llamar|ir|que|mas',
} as const satisfies Record<Language, string>;

const NEGATION: Readonly<Record<Language, RegExp>> = {
  zh: new RegExp(`(?<!不得|不能|再|还)(?:不|没|没有|别|勿|未|并非|无需|不用|[犯用]不着)(?:${BETWEEN.zh})*$`, 'u'),
  en: new RegExp(
    `(?<![\\p{L}'])(?:not|no|never|without|nor|dont|doesnt|didnt|wont|cant|isnt|arent|wasnt|wouldnt|cannot|hardly|nothing|\\p{L}+n't)(?: (?:${BETWEEN.en}))* $`,
    'u',
  ),
  ru: new RegExp(`(?<!\\p{L})(?:не|ни|без|нет|нисколько|вовсе)(?: (?:${BETWEEN.ru}))* $`, 'u'),
  es: new RegExp(`(?<!\\p{L})(?:no|nunca|tampoco|sin|ni|nada)(?: (?:${BETWEEN.es}))* $`, 'u'),
};

/** Negations that deny nothing: “never so angry”, and questions that expect a yes (“isn't this a scam”). Folded, to the word. */
const NO_DENIAL =
  /(?:从来?|从未|还)(?:没有?|不曾)?.{0,3}(?:这么|那么|如此|这样)[^不没]*$|难道.{0,4}$|(?:不是|没说|没有?(?:理由|道理|办?法)|不(?:能|可能)|(?:怎么|哪)(?:能|会|可能))不.{0,3}$|(?:^|\s)never (?:\p{L}+ ){0,3}(?:so|such|more|this)(?: \p{L}+)? $|^\s*(?:isn|aren|wasn|weren|ain|don|doesn)'?t (?:this|that|it|you|u|they)(?: \p{L}+){0,2} $|(?<!\p{L})никогда (?:\p{L}+ ){0,2}не (?:\p{L}+ )?(?:так|настолько) (?:\p{L}+ )?$|(?<!\p{L})разве (?:\p{L}+ ){0,2}не (?:\p{L}+ )?$|(?<!\p{L})nunca (?:\p{L}+ ){0,3}tan $|¿\s*(?:acaso )?no (?:es|son|sera) (?:\p{L}+ )?$/u;

/**
 * A dispute that is over threatens nobody. Only words that belong to it may stand between: in “再不给我取消我就投诉” an order
 * is to be cancelled, and “不撤销投诉” takes nothing back.
 */
const OVER =
  /(?<![不没](?:有|会|想|能|肯|愿意?|可能|打算|给我?)?)(?:撤销|撤回|撤了|取消)(?:了|掉|这个|那个|这次|那次|对(?:你们?|店铺?)|我|之前|的)*$|(?<!\p{L})(?<!(?:not|n't|never|не|no|nunca|sin) )(?:clos(?:e|ed|ing)|cancell?(?:ed|ing)?|withdr[ae]wn?|закры(?:л|ла|ваю|ть)|закрою|отмен(?:ил|ила|яю)|cerr(?:ar|e|ado|are)|cancel(?:ar|e|ado|are)|retir(?:ar|e|ado))(?: (?:the|my|this|that|a|your|his|этот|свой|свою|эту|мой|мою|la|el|mi|esta|este|una?))? $/u;

/** What the shop need not do it has done: 「没必要骗人吧」. */
const REPROACH = /(?:必要|理由|至于)(?:[这那]么|这样|一直|老是?|再)?(?:[欺骗坑耍玩]|忽悠|敷衍)/u;

interface Pattern {
  language: Language;
  negatable: boolean;
  regex: RegExp;
}

function patternsOf(mood: Mood): Pattern[] {
  return (Object.keys(MOOD_WORDS) as Language[]).flatMap((language) => {
    const { plain, whole } = MOOD_WORDS[language][mood];
    const edge = language === 'zh' ? ['', ''] : ['(?<!\\p{L})', '(?!\\p{L})'];
    const regexOf = (words: readonly string[]): RegExp => new RegExp(`${edge[0]}(?:${words.join('|')})${edge[1]}`, 'gu');
    return [
      { language, negatable: true, regex: regexOf(plain) },
      { language, negatable: false, regex: regexOf(whole) },
    ];
  });
}

const PATTERNS = new Map(MOODS.map((mood) => [mood, patternsOf(mood)]));

/**
 * Returns the strongest mood in a buyer's message that asks for care (zh, en, ru, es), with the words that show it:
 * threatening (complaint to the platform or an authority, dispute, bad review), angry or anxious. A word under a negation
 * ("不生气", "not angry", "не злюсь", "no estoy enojado") shows nothing, nor does one that makes praise stronger. `null` where there is none; only a reason to
 * look, never a judgement of a person.
 */
export function moodOf(text: string): MoodSeen {
  const shown = text.slice(0, MOST).normalize('NFC');
  const folded = withoutPraise(foldLetters(shown));
  for (const mood of MOODS) {
    const found = (PATTERNS.get(mood) ?? []).flatMap((pattern) => matchesOf(pattern, folded));
    if (found.length === 0) continue;
    const words = found.toSorted((a, b) => a.at - b.at).map(({ at, length }) => shown.slice(at, at + length).trim());
    return { mood, words: [...new Set(words)].slice(0, MOST_WORDS) };
  }
  return { mood: null, words: [] };
}

/** Returns the strongest mood of several messages, the newest first among equals. */
export function moodIn(texts: readonly string[]): MoodSeen {
  const seen = texts.toReversed().map(moodOf);
  for (const mood of MOODS) {
    const found = seen.find((each) => each.mood === mood);
    if (found) return found;
  }
  return { mood: null, words: [] };
}

function matchesOf({ language, negatable, regex }: Pattern, folded: string): { at: number; length: number }[] {
  return [...folded.matchAll(regex)]
    .filter(({ index }) => !isTakenBack(folded, index, language, negatable))
    .map((match) => ({ at: match.index, length: match[0].length }));
}

/** Looks back to the beginning of the clause. */
function isTakenBack(folded: string, at: number, language: Language, negatable: boolean): boolean {
  if (!negatable) return false;
  const clause = /[^,.!?;:，。！？；：、\n]*$/u.exec(folded.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  if (REPROACH.test(clause + folded.slice(at, at + 2))) return false;
  return (NEGATION[language].test(clause) && !NO_DENIAL.test(clause)) || OVER.test(clause);
}
