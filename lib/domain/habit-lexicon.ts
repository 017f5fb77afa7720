/**
 * Words of the trade in English, Russian and Spanish, for comparing what staff typed. Folded (`foldLetters`); one that ends in
 * `*` is the beginning of words.
 */

/** Says how it is said, not what. */
export const MANNERS =
  'ca wo hi hello hey dear friend* sir madam customer* buyer* please pls plz kindly thank* thanks thx sorry apolog* regret* ok okay yes sure good day morning evening welcome again just really very so too much also now currently moment already still soon asap here there well even at the a an this that these those it its they them their he she i me my we us our you your yours is are was were am be been being will would shall should can could may might do does did done have has had having of in on to for with by from as into about and or but if then when while because any some more few couple one ones there as all get got make sure let know need needed needs want like such via which what told tell say said check* inform* find see look* show* shown place* try ask follow* note remind* want wish new other another back out up over own whole help little slightly bit write give gives giving stay keep hold held ' +
  'здравствуйте привет добрый доброе день вечер утро уважаем* друг покупател* пожалуйста спасибо благодар* извин* простит* хорошо да конечно очень уже сейчас еще пока скоро просто только вот тут здесь там я мы вы он она оно они мой моя мое наш* ваш* вам вас нам нас мне меня его ее их это эт* тот та тo был* будет будут буду будем есть быть в во на к ко с со у о об от из по за для и или а но что чтобы как когда если так же ли бы можете можно могут может надо нужно необходимо находится находит* несколько пару немного какой* который* все сам* посмотр* покаж* напиш* подскаж* скаж* сообщ* будьте можем сможе* смотрит* другой другие новый новая нов* ваших наших никак* ' +
  'hola buen* dia dias tarde* noche* estimad* querid* amig* client* por favor porfa gracias disculp* perdon* lament* si claro ok muy ya ahora aun todavia pronto solo aqui alli yo tu usted ustedes el la los las lo le les un una unos unas su sus mi mis nuestr* me te se nos es esta estan estas este esto ese eso son era fue ser estar ha han he hemos sido estado haber hay va van puede pueden podria podemos puedo tiene tienen tenemos tengo que de del al a en con para por y o pero como cuando cual sigue siguen encuentra* necesit* algun* mas algo tambien escrib* dig* decir indi* cual asi ningun* otr* ver mire mirar mira muestr* encontrar nuev* mism* tod*';

/** Other words for the same, the languages between bars; the first of each stands for all. */
export const SAME: readonly string[] = [
  'parcel package* packet shipment order order* goods item* | посылк* заказ* товар* | paquete* pedido* envio',
  'send* resend* resent ship* sent dispatch* mail* | отправ* вышл* выслат* пришлите пришлем прислать | envi* mand*',
  'deliver* | доставк* достав* | entreg*',
  'photo* picture* image* pic pics | фот* снимк* | foto* imagen*',
  'damage* broken broke defect* | поврежд* слома* разбит* брак* | danad* rot* defectuos*',
  'wait* patien* | подожд* жд* ожид* | esper* pacien*',
  'stock availab* inventory | налич* | dispon* existenc*',
  'extend* prolong* | продл* | ampli*',
  'refund* money | возврат* верн* деньг* | reembols* dinero',
  'plug* socket* | вилк* розетк* | enchuf*',
  'include* come* | комплект* | inclu* viene',
  'adapter* adaptor* | переходник* | adaptador*',
  'color* colour* | цвет* | color',
  'change* modif* | измен* поменя* | cambi* modific*',
  'choose choice select* | выбер* выбир* выбр* | eli* escoj*',
  'cancel* | отмен* | anul* cancel*',
  'receive* arriv* | получ* прибы* прише* пришла пришло | recib* lleg*',
  'pay* paid | оплат* оплач* плат* | pag*',
  'pick collect* | забер* забра* забир* | recog* retir*',
  'return* | вернуть верните обратно | devol* devuel*',
  'exchange* replace* | обмен* замен* | cambio reemplaz*',
  'contact* call* | свяж* связ* позвон* | contact* llam*',
  'differ* different* | отлич* | difer*',
  'guarantee* warrant* | гарант* | garant*',
  'buy bought purchas* | покуп* купи* | compr*',
  'free gratis | бесплатн* | gratis gratuit*',
  'address* | адрес* | direccion*',
  'size* | размер* | talla*',
  'day days | день дн* сут* | dias',
];

/** Denies the next thing that is said. */
export const NOT =
  'not no never without cannot cant dont doesnt didnt wont isnt arent wasnt werent havent hasnt hadnt wouldnt couldnt shouldnt nothing none neither nor unable impossible не нет нельзя без никогда ни невозможно no sin nunca ni tampoco nada imposible nao sem pas ne sans nicht kein keine keinen ohne non senza nie bez';
/** Says that something is missing, or cannot be had, and what that is called otherwise. */
export const LACK: readonly (readonly [words: string, unit: string])[] = [
  ['unavailab* soldout outofstock', 'stock'],
  ['отсутств* закончил* распродан*', 'налич'],
  ['agotad* indisponib*', 'dispon'],
];

/** What has a negation in it and denies nothing, and two words that are one. */
export const IDIOMS: readonly (readonly [RegExp, string])[] = [
  [
    /(?<!\p{L})(?:no (?:problems?|worries|worry|hurry|doubt)|(?:do not|don'?t) (?:worry|hesitate)|not only|не (?:волнуйтесь|переживайте|беспокойтесь|за что|стесняйтесь|только)|нет проблем|без проблем|no (?:se|te) preocup\p{L}+|no dud\p{L}+|no hay (?:problema|de que)|sin problemas?|no solo)(?!\p{L})/gu,
    ' ',
  ],
  [/(?<!\p{L})(?:(?:out of|no) stock|sold out)(?!\p{L})/gu, ' outofstock '],
  [/(?<=\p{L})n't(?!\p{L})/gu, ' not'],
  // What else `us` is says nothing.
  [/(?<!\p{L})us(?= (?:plug|socket|version|standard|adapt[eo]r|warehouse)s?(?!\p{L}))/gu, 'usa'],
];

/** Contraries, see `ZH_CONTRARIES`. */
export const CONTRARIES: readonly (readonly string[])[] = [
  ['before', 'after once'],
  ['until', 'when'],
  ['small* tight*', 'large* big* loose'],
  ['up', 'down'],
  ['more', 'less fewer'],
  ['open*', 'clos*'],
  ['accept* agree* approve*', 'reject* refus* declin* disagree*'],
  ['return*', 'exchang* replac*'],
  ['refund*', 'replac* exchang* resend*'],
  ['ship* send* sent leave leaves left', 'arriv* deliver* receiv*'],
  ['lost missing', 'found'],
  ['men mens man male', 'women womens woman female'],
  ['long longer', 'short shorter'],
  ['cheap*', 'expensive'],
  ['free', 'paid extra'],
  ['до', 'после'],
  ['больше большой больш*', 'меньше маленьк*'],
  ['большемер*', 'маломер*'],
  ['верн* возврат* возвращ*', 'обмен* замен*'],
  ['откр*', 'закр*'],
  ['прин* соглас* одобр*', 'отклон* отказ*'],
  ['отправ* вышл* ушл*', 'пришел пришла пришло прибы* получ* доставлен*'],
  ['мужск*', 'женск*'],
  ['дешев*', 'дорог* дорож*'],
  ['рано раньше', 'поздно позже'],
  ['antes', 'despues tras'],
  ['grande*', 'pequen* chic*'],
  ['mas', 'menos'],
  ['devol* devuel* reembols*', 'cambi* reemplaz*'],
  ['abr*', 'cerr* cierr*'],
  ['acept*', 'rechaz*'],
  ['sale salen saldra* envi*', 'llega* lleg*'],
  ['hombre*', 'mujer*'],
  ['barat*', 'caro cara caros caras'],
  ['mitad', 'todo entero total'],
];

/** Days, colours and carriers, see `ZH_CHOICES`. */
export const CHOICES: readonly (readonly string[])[] = [
  ['today сегодня hoy', 'tomorrow завтра manana', 'yesterday вчера ayer'],
  [
    'monday понедельник* lunes',
    'tuesday вторник* martes',
    'wednesday сред* miercoles',
    'thursday четверг* jueves',
    'friday пятниц* viernes',
    'saturday суббот* sabado',
    'sunday воскресен* domingo',
  ],
  ['red красн* roj*', 'blue син* azul*', 'green зелен* verde*', 'black черн* negr*', 'white бел* blanc*', 'grey gray сер* gris*'],
  ['eu', 'usa', 'uk', 'au'],
  ['dhl', 'ups', 'fedex', 'dpd', 'ems', 'usps'],
  ['xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl', '2xl', '3xl', '4xl'],
];

/** Who pays; the pronouns say nothing otherwise. */
export const PAYERS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /(?<!\p{L})(?:you|buyer|customer)(?: \p{L}+){0,4} (?:pay|cover)|(?:paid|covered) by (?:you|the (?:buyer|customer))/u,
    /(?<!\p{L})(?:we|i|seller|shop)(?: \p{L}+){0,3} (?:pay|cover)|(?:paid|covered) by (?:us|the seller)/u,
  ],
  [
    /(?:вы|покупател\p{L}+) (?:\p{L}+ ){0,3}(?:оплач|плат)|(?:оплач|плат)\p{L}+ (?:вы|покупател)/u,
    /мы (?:\p{L}+ ){0,3}(?:оплач|плат)|(?:оплачива|плат)\p{L}+ мы|оплачиваем/u,
  ],
  [
    /paga (?:usted|el comprador)|usted (?:\p{L}+ ){0,3}paga|(?:cargo|cuenta) (?:suy|del comprador)/u,
    /pagamos|paga (?:la tienda|el vendedor)|nuestr[oa] (?:cargo|cuenta)/u,
  ],
];
