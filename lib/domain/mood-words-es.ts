import type { MoodsOf } from './mood-kinds.ts';

/** Ends a word that is given by its beginning. */
const REST = '[\\p{L}]*';

/** Whether goods suit somebody is a question about them, no worry. */
const NO_GOODS = '(?!(?! por (?:mi|el) p)[^.!?,;]{0,30}(?:talla|color|calidad|chic[oa]|pequen|sea grande))';

const BAD =
  '(?:(?:mala|mal|negativa|pesima|peor) (?:resena|valoracion|opinion|puntuacion|comentario)|(?:resena|valoracion|opinion|comentario) negativ[ao])';
/** What was read or left by others, or is there no more. */
const READ =
  '(?<!\\p{L})(?:(?:vi|vimos|veo|visto|lei|leo|leido|hay|habia|tienen?|tenia|encontre|por que|quit\\p{L}+|borr\\p{L}+|elimin\\p{L}+|cambi\\p{L}+)(?: \\p{L}+){0,2}|(?:alguien|otr[oa]s?|gente|comprador(?:es)?|client[ea]s?|quien|much[oa]s|algun[oa]s)(?: \\p{L}+){1,4}|la|esa|otra) ';
/** A bad review threatens where somebody gives one, not where one was read: «vi una mala reseña». */
const BAD_REVIEWS = [
  `(?<!(?:alguien|otr[oa]s?|gente|comprador(?:es)?|clientes?|quien)(?: (?:les?|han?|ya))* )(?:dej(?:are?|o|e|ado)|pon(?:er|go|dre)|puesto|puse|d(?:are?|oy)|escrib(?:ire?|o)|escrito|hare|hago|recib\\p{L}+|tendran?|tener|esperen?|merecen?|quieren?) (?:\\p{L}+ ){0,3}?${BAD}`,
  `${BAD} (?:de mi|para (?:ustedes|vosotros|usted|ti))(?!\\p{L})`,
  `(?<!(?:quit|borr|elimin|cambi)\\p{L}+ )mi ${BAD}`,
  `(?=${BAD})(?<!${READ})${BAD}(?![^.!\\n]*[?？]| sobre (?!ust|su ))`,
  `(?<=(?:^|[.!;,:-]|(?<!\\p{L})o) ?(?:una)? ?)${BAD}(?! ?[?？]| sobre (?!ust|su ))`,
];

/** Spanish. */
export const es: MoodsOf = {
  threatening: {
    plain: [
      `(?:abr|inici|pon)${REST} (?:una |la )?(?:disputa|reclamacion|queja|denuncia)`,
      '(?:una|la|otra) (?:disputa|reclamacion|denuncia)',
      'abro disputa',
      `denunci(?:ar|are|aros|arlos|arte|o|aremos)`,
      ...BAD_REVIEWS,
      '(?:una|1|cero|0) estrellas?',
      `policia${REST}`,
      `abogad[oa]s?`,
      `demandar(?:los|te|os|e|les)?`,
      'una demanda',
      'juicio',
      'tribunal(?:es)?',
      'contracargo',
      'facua',
      'profeco',
      'la ocu',
      'oficina del consumidor',
      'quejar(?:me|nos|e)',
      'voy a reclamar',
      'hoja de reclamaciones',
      'devolver el cargo',
    ],
    whole: ['se van a arrepentir', 'os vais a arrepentir', 'nos vemos en'],
  },
  angry: {
    plain: [
      `enojad${REST}`,
      `enfadad${REST}`,
      `cabread${REST}`,
      `furios${REST}`,
      `indignad${REST}`,
      `(?:muy|super|bastante) molest[oa]s?`,
      `estaf(?:a|as|ado|ada|adores|ador|an)`,
      'timo',
      `ladron(?:es|a)?`,
      `mentiros${REST}`,
      'mentiras?',
      'mienten',
      'basura(?! (?:organica|reciclable))',
      'porqueria',
      'asco',
      'verguenza',
      `pesim${REST}`,
      'horrible',
      `decepcion${REST}`,
      `engan(?:o|ado|ada|aron|an|ando)`,
      'inaceptable',
      `ridicul${REST}`,
      'inutil(?:es)?',
      'un robo',
      'una burla',
      '(?<!por favor,? )(?:devuelv(?:a|e|an)n?me|quiero) (?:mi|el) dinero(?!(?: de vuelta)?,? por favor)',
    ],
    whole: [
      'hart[oa]s?',
      'mierda',
      'joder',
      'put[oa]s?',
      'tomadura de pelo',
      'nunca mas',
      'jamas (?:vuelvo|volvere|compro)',
      'no (?:vuelvo|volvere) a comprar',
      'lo peor',
      'peor (?:tienda|servicio|vendedor|compra)',
      'fatal',
      'ya basta',
      'idiotas?',
      'que descaro',
      'me tienen hasta',
    ],
  },
  anxious: {
    plain: [
      `(?:preocupad${REST}|preocupa(?:ndo)?|miedo|temo)${NO_GOODS}`,
      `nervios[oa]s?`,
      `angustia(?:d[oa])?`,
      `ansios[oa]`,
      `urgen(?:te|cia|temente)`,
      'me urge',
      'prisa',
      'apuro',
      `desesperad[oa]`,
      'agobiad[oa]',
    ],
    whole: [
      'sigo (?:esperando|sin)',
      '(?:todavia|aun) (?:no|nada|sin|estoy esperando)',
      'no va a llegar',
      'no (?:me )?llegara? a tiempo',
      'cuanto (?:mas|tiempo mas)',
      'nadie (?:me )?(?:contesta|responde)',
      'por ?que (?:no (?:me )?(?:contestan|responden|contesta)|tarda(?:n)? tanto)',
      'llevo (?:\\p{L}+ |\\d+ )?(?:dias|semanas|un mes|meses|\\d+ dias) esperando',
      'se (?:ha )?perdi(?:do|o)',
      'ayuda por favor',
      'que hago(?! (?:si|para|con) (?!.{0,30}(?:recuper|no (?:me )?lleg|perdi)))',
    ],
  },
};
