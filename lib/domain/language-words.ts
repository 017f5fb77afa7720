/**
 * Frequent words of short messages in the languages that are written in Latin letters. Words that several of them share
 * are in each list; what counts is which list has most of a message.
 */
const LISTS = {
  en: `the a an and or is are was be been am i you he she it we they my your our this that these those of to in on for from with
    at by not no yes do does did don't didn't doesn't can can't could would will won't have has had when where what why how
    who which please thanks thank hello hi hey good morning order ordered ship shipped shipping parcel package track tracking
    number size color colour price discount refund return money back received arrive arrived wrong broken missing still
    waiting days week long much many any some more than there here now today tomorrow want need like send sent item product
    seller buyer ok okay sorry it's i'm i've me them him her if so but just only also already yet very too get got work
    works working available stock buy bought cheaper address change cancel gift quality great nice perfect love fit fits`,
  es: `el la los las un una unos unas y o es son está están fue ser soy estoy yo tú usted él ella nosotros ellos mi tu su este esta
    esto ese esa eso de del a al en por para con sin no sí que qué cuándo cuando dónde donde cómo como cuánto cuánta cuántos
    quién cuál porque pero muy más menos ya aún todavía hola buenos buenas días tardes noches gracias favor pedido
    paquete envío enviar enviado enviaron enviáis llegó llega llegar llegado talla color precio descuento reembolso
    devolución devolver dinero recibido recibí roto falta mal bien hay tiene tienen tengo quiero necesito puedo puede pueden
    me te se lo le les nos hace tiempo semana hoy mañana producto artículo comprar compré cambiar cancelar dirección bueno
    buena calidad barato queda talla seguimiento número espero hasta desde sobre también todo nada otro otra`,
  pt: `o a os as um uma uns umas e ou é são está estão foi ser sou estou eu você vocês ele ela nós eles meu minha seu sua este esta
    isto esse essa isso de do da dos das em no na nos nas por pelo pela para pra com sem não sim que quando onde como quanto
    quanta quem qual porque mas muito muita mais menos já ainda olá oi bom boa dia tarde noite obrigado obrigada favor
    pedido pacote encomenda envio enviar enviado enviaram chegou chega chegar tamanho cor preço desconto reembolso devolução
    devolver dinheiro recebi recebido quebrado faltando veio errado tem têm tenho quero preciso posso pode podem me te se
    lhe faz tempo semana hoje amanhã produto comprar comprei trocar cancelar endereço qualidade barato rastreio
    rastreamento código número aguardo até também tudo nada outro outra vai vou gostaria`,
  fr: `le la les l un une des et ou est sont était être suis je j tu vous il elle on nous ils elles mon ma mes votre vos notre ce
    cet cette ces ça c de du d à au aux en dans sur pour par avec sans ne n pas non oui que qu qui quoi quand où comment
    combien pourquoi quel quelle parce mais très plus moins déjà encore bonjour bonsoir salut merci s'il plaît svp commande
    colis livraison envoyer envoyé expédié expédition arrivé arrive arriver taille couleur prix réduction remboursement
    retour retourner argent reçu cassé manque mauvais bien y a ai as avez ont voudrais veux peux pouvez peut me te se lui
    jours semaine temps aujourd'hui demain produit article acheter acheté changer annuler adresse qualité suivi numéro
    attends toujours toute tout rien autre est-ce faut fait il-y-a chose moi toi`,
  de: `der die das den dem des ein eine einen einem einer und oder ist sind war sein bin ich du sie er es wir ihr mein meine meinen
    ihre ihren dieser diese dieses dass von zu zum zur in im an am auf für mit ohne bei aus nach nicht kein keine ja nein
    wann wo was wie warum wer welche wieviel viel viele aber sehr mehr schon noch immer hallo guten morgen tag abend danke
    bitte bestellung bestellt paket versand versenden verschickt gesendet angekommen ankommt kommt größe farbe preis rabatt
    erstattung rückgabe zurück zurückgeben geld erhalten bekommen kaputt fehlt falsch falsche gut habe haben hat hatte
    möchte will kann können könnten brauche mir mich sich uns ihnen tage tagen woche zeit heute morgen produkt artikel
    kaufen gekauft ändern stornieren adresse qualität günstiger sendungsnummer nummer warte bis auch alles nichts andere
    passt wird wurde werden gibt es`,
  it: `il lo la i gli le un uno una e o è sono era essere io tu lei lui noi voi loro mio mia tuo sua suo questo questa questi
    quello quella di del della dei delle dal dalla a al alla in nel nella su sul per con senza non no sì che chi cosa quando
    dove come quanto quanta quanti perché ma molto più meno già ancora ciao buongiorno buonasera salve grazie favore ordine
    ordinato pacco spedizione spedire spedito spedite arrivato arriva arrivare taglia colore prezzo sconto rimborso reso
    restituire soldi ricevuto rotto manca sbagliato bene c'è ho hai ha avete hanno vorrei voglio posso può potete mi ti si ci
    vi giorni settimana tempo oggi domani prodotto articolo comprare comprato cambiare annullare indirizzo qualità
    tracciamento codice numero aspetto attendo sempre tutto niente altro altra fa quale`,
  pl: `i a w na z do od za o u po nie tak się jest są był była być jestem ja ty pan pani on ona my wy oni mój moja moje twój ten ta
    to te tego tej że co kiedy gdzie jak ile kto który która dlaczego ale bardzo więcej już jeszcze cześć witam dzień dobry
    dziękuję dzięki proszę zamówienie zamówienia zamówiłem zamówiłam paczka paczki przesyłka wysyłka wysłać wysłane wysłano
    doszła dotarła dotarło przyszła przyszło rozmiar kolor cena zniżka rabat zwrot zwrócić pieniądze pieniędzy otrzymałem
    otrzymałam dostałem dostałam zepsuty uszkodzony brakuje zły źle dobrze mam masz ma mają chcę chciałbym chciałabym mogę
    może można czy mi mnie ci go jej im dni dniu tydzień czas dziś dzisiaj jutro produkt towar kupić kupiłem zmienić
    anulować adres jakość tańszy śledzenia numer czekam też wszystko nic inny inna tylko dla przez`,
} as const;

/** Languages in Latin letters that are told apart by their words. */
export type LatinLanguage = keyof typeof LISTS;

/** Words of each language. */
export const WORDS: ReadonlyMap<LatinLanguage, ReadonlySet<string>> = new Map(
  (Object.entries(LISTS) as [LatinLanguage, string][]).map(([language, list]) => [language, new Set(list.split(/\s+/))]),
);

/** Letters and endings that mostly one of the languages has, with how much each counts against one frequent word. */
export const SIGNS: readonly (readonly [LatinLanguage, RegExp, number])[] = [
  ['es', /[ñ¿¡]/g, 2],
  ['es', /(?:ción|ciones|amiento|miento|dad|ísim[oa]|aron|ieron|ito|ita)\b/g, 0.8],
  ['es', /ll|ue(?=[a-z])/g, 0.15],
  ['pt', /[ãõ]|ç[ãõ]/g, 2],
  ['pt', /(?:ção|ções|ão|ões|mento|dade|nh[oa]s?|lh[oa]s?|aram|eram)\b/g, 0.8],
  ['fr', /[êèùœ]|ç(?![ãõ])/g, 1],
  ['fr', /\b(?:j|l|d|n|qu|c|s|m)['’]/g, 1],
  ['fr', /(?:eux|eau|eaux|tion|ment|aient|ez|ois|oir|ette)\b/g, 0.5],
  ['de', /[äß]/g, 1.5],
  ['de', /[öü]/g, 0.8],
  ['de', /(?:ung|ungen|heit|keit|lich|isch|chen|sch|st|en)\b/g, 0.4],
  ['de', /sch|tz|ck/g, 0.3],
  ['it', /[ìò]|\bperché\b/g, 1.5],
  ['it', /(?:zione|zioni|mente|ità|ato|ata|ati|issim[oa]|ggio|gli[ao]?)\b/g, 0.6],
  ['it', /\b(?:l|un|dell|nell|all|c|d)['’](?=[aeèioòuh])/g, 0.6],
  ['pl', /[ąęłńśźż]/g, 2],
  ['pl', /ć|cz|rz|sz|dz|w(?:s|y)/g, 0.6],
  ['pl', /(?:ość|ów|ami|ach|ego|iej|łem|łam|cie|nia|nie)\b/g, 0.6],
  ['en', /(?:ing|tion|ed|ly|ness|n't|'s|'ve|'ll)\b/g, 0.4],
  ['en', /th|wh|sh|ee|oo|ck/g, 0.25],
];
