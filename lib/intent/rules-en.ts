import type { Rules } from './rules.ts';

/** English: beginnings of words; `>` ends a word, `_` lets up to three words pass. */
export const en: Rules = {
  discount:
    'discount|cheaper(?! now| today)|coupon|promo|voucher|best price|lowest|bulk|wholesale|deal>|\\d+ ?% off|on sale|a sale|price_for \\d+|lower_price|drop the price|better price|bargain|pricey|expensive(?! shipping)|match or beat|lower it|first order (?:offer|discount)|would you take|take ten_price|spend \\d+|reduce|cut the price|a better offer|offer>|sale start|cheap>|would be your price',
  stock:
    "in stock|out of stock|stock>|restock|sold out|available|unavailable|any left|have left|how many_left|back in|still have|do you have>|greyed|gone>|all gone|reserve|not found|still sell|cant select|can't select|comes? back|warehouse_(?:left|have)|pieces in|will more|more arrive|run out|finished|ran out|next batch|do you sell",
  size: 'size>_(?:should|chart|guide|fit|for|do|is)|what size|which size|sizing|size chart|size guide|true to size|run small|runs? (?:small|big|large)|measurement|bust>|waist>|sleeve|inseam|chest>|\\d{3} ?cm|\\d+ ?kg|\\d+ ?lbs|will_fit|between [sml]>|tall>|eu size|us \\d|shoulders|go up|how (?:long|wide|tall|big) (?:are|is) (?:the|it)|loose|tight_(?:for|on)>|dimensions_box|dimensions|fits? (?:her|him|me)|thin fingers|feet|foot|standard european|160cm|and tall|years? old|numbers>|what are the dimensions|will this fit',
  shipping:
    'when_(?:ship|send|dispatch|arrive|deliver|sent|shipped)|how long_(?:ship|deliver|take|arrive|shipping)|how many days|shipping time|delivery time|how soon|how fast|arrival date|estimated|arrive before|eta>|ship today|business days|dispatch|how many weeks|weeks to|next day|be here (?:by|before)|reach me|awaiting shipment|my turn|latest day|cut ?off|arrive by|get here|before (?:xmas|christmas|saturday|friday)|would it be here|when will_(?:get|come|reach)|when_leave|ship it out',
  tracking:
    "track|where is_(?:package|order|parcel|item|stuff)|where'?s_(?:package|order|parcel|item|stuff)|status of|order status|stuck in transit|in transit|no movement|left china|update on_(?:order|package)|any news|no change|comes up empty|handed to|label created|sent back to you|supposed to arrive|going on with|still in \\p{L}+>|stuck|last scan|parcel number|where.{0,10} (?:my|the) (?:order|package|parcel)|check where|delivery status|no updates?",
  customs:
    'custom>|customs|import (?:tax|duty|fee)|duty>|duties|vat>(?! number| invoice)|clearance|ioss|declare|tax included|import>|on entry|at the border|border|mark_gift|as gift|comes into the country|papers|clearing|passport|extra at|charge tax',
  address:
    "address|adress|zip>|zip code|postal code|post code|i moved|apartment number|phone number|ship_to my|send it to_(?:my|place|house)|name on the label|instead to|typo in my name|my name|old phone|old apartment|building number|new flat|not at that place|mother'?s house|left out the|my new (?:home|place)|phone is|use the one in the note|deliver to (?:my|the new)|moved>|change the (?:name|phone)|street>|house number",
  cancel:
    "cancel|cancelation|changed my mind|by mistake|dont send|don't send|do not send|no longer need|ordered twice|stop the order|no longer want|void it|not buying|drop the order|no need any|remove this|kill it|before it goes out|already bought|don'?t ship|dont ship|clicked too|call off|mistake with the order|do not want it any",
  invoice:
    'invoice|receipt|bill>|proforma|tax invoice|vat (?:invoice|number)|paperwork|company name|tax id|document|proof of purchase|accounting|on the bill|the bill>|paper>',
  return:
    'return(?! customer)|returning_item|send_back|sending_back|returnable|return label|ship_back>|give it back|take it back|take back|pick ?up_return|for returning|return>|tags are|send this back|bring back|how can i give|returning|for the return|can i return|sent? back>',
  exchange:
    'exchang|swap|trade>|replace|replacement|change_(?:size|color|colour)|instead of refund|different size|bigger size|smaller size|need [sml]> instead|larger one|a larger|smaller one|instead>|switch_(?:to|pink|color)|new one for|another (?:size|model)|different one|swap to|send me the (?:larger|smaller|bigger)|i send \\p{L}+ back and|want another size|another one instead',
  refund:
    'refund(?!_difference)|money back|my money|reimburs|compensat|paid back|credited|on my card|pay me|waiting for the money|part of the money|less than i should|promised \\d+|bank get it|\\d+ back>|the money>|my cash|partially|accept and pay|money>_(?:yet|back)',
  wrong:
    "wrong (?:item|size|color|colour|product|model|one|order)|incorrect|not what i_(?:order|bought)|isn'?t what|not the_i (?:order|bought)|got_(?:instead|white|black|different)|different (?:product|color|colour|item|model)|someone else|ordered \\p{L}+ (?:got|received)|sent me a|not as described|mix(?:ed)? up|kids version|another brand|match my order|completely different|label says [a-z]>|different shirt|not the model|what came|another (?:color|colour)|in my hands|for someone else|a different",
  missing:
    "missing|not included|wasn'?t included|incomplete|only (?:received|got|one|1)|received \\d of|\\d of \\d|got \\d|no \\p{L}+ in the (?:box|package)|not in (?:the|there)|empty box|parts_missing|other half|wasn'?t in|without the>|short>|not sent|isn?'?t there|two arrived|one arrived|and the free|where.{0,6} the free|second box|never showed|only see|there should be|not in it|counted|is absent|only one|forgot to (?:put|include|send)|nothing inside|didn'?t include",
  damaged:
    'broken(?! zipper)|crack|crush|damaged|damage>|leak|dent>|dented|shatter|torn|scratch|snapped|smash|bent>|ripped|pieces>|in pieces|hole in the (?:door|box)|deformed|squashed|chip>|glass pieces|smashed|spilled|broke>|arrived with a hole|destroyed|everything is wet|dented|cracks',
  quality:
    "quality|stopped working|does ?n[o']?t work|not working|won'?t (?:turn|charge|work|open)|fade|smell|zipper|stitch|defect|faulty|battery dies|thin>|cheap and|feels cheap|falling apart|one side|bad sound|poor>|worn out|malfunction|peel|no longer (?:charge|work|turn)|shrunk|shrank|silent|respond any|hole in the (?:sleeve|sock)|turned yellow|went red|feels like plastic|doesn'?t (?:charge|turn)|dead after|stopped|not charging|cheaply|plasticky|loose thread|discolo|noisy now|doesn'?t work|broke after",
  price_protection:
    'price (?:drop|dropped|match|protection|adjust|went down|difference)|price_(?:after i|right after)|the difference|difference back|cheaper (?:today|now)|lowered the price|lower now|less now|lowest price guarantee|guarantee_price|(?:paid|bought)[^.]{0,30}\\d+[^.]{0,20}(?:now|today)[^.]{0,8}\\d+|the current price|after i paid|than what i paid|what i overpaid|went down|i overpaid|two days later|that price>|give back the rest|sale began|hour after i|lower_than what|days after i bought',
  complaint:
    'complain|complaint|dispute|manager|supervisor|report(?:ing)?_(?:shop|store|seller|you)|false advert|claim>|opening a case|open a case|scam|escalate|fraud|terrible service|contact_platform|aliexpress support|to the platform|in charge|who can decide|everybody should know|send this chat|file a|the owner|your boss|higher up|head of|solve this or|responsible person|open a>',
  review:
    'review|feedback|5 star|five star|rate the|rating|stars>|rated>|cashback|in the comments|rate>|rated you|glowing|3 to a 5|what i wrote|my opinion|comment>|\\d stars?|wrote about|reviewed',
  thanks:
    "thank|thx|ty>|tysm|thnx|tnx|appreciate|cheers|grateful|very kind|saved my day|obliged|helped a lot|wonderful service|bless|super helpful|so helpful|awesome|great help|you rock|you are great|excellent service|so nice of|grateful|you'?re amazing|amazing service",
  bye: "bye|goodbye|good night|see you|see ya|cya|talk later|later>|have a (?:nice|good|great)|take care|that'?s all|nothing else|sleep well|gotta go|until next|come back tomorrow|enjoy your (?:day|weekend|evening)|good business|im off|i'm off|catch you|farewell|cheerio|i have to go|off to bed|till tomorrow|that will be all",
  greeting:
    'hi>|hello>|hey+>|good (?:morning|evening|afternoon|day)|anyone (?:here|there)|yo>|are you (?:online|there)|hiya|greetings|dear seller|sup>|quick question|excuse me|knock|you around|is somebody|somebody there|hola hello|available\\?|good afternoon|are you available|hi there|hello|morning>|dear friend$',
  payment:
    "(?<!(?:if|once|when|after) i )pay>|payment|paypal|card_(?:declined|rejected|not)|declined|charged|checkout|check out|cash on delivery|cod>|installment|apple pay|google pay|klarna|credit card|unpaid|debit|system busy|submit the order|not supported|took the money|friend pay|half now|spinning|error>|klarna|bank says|bank card|two times|checkout|transaction|visa|mastercard|go through|money was taken|can'?t buy|pay later",
  product:
    'material|made of|waterproof|compatible|machine wash|wash>|battery (?:capacity|life)|capacity|real leather|leather|come with|comes with|install|same as the (?:pic|photo)|picture|difference between|how heavy|weigh|bluetooth|work with|color is|is it_(?:real|original|genuine|safe)|specs?>|voltage|plug>|how_(?:use|works?)>|dimensions|warranty|noisy|dishwasher|watts|remote>|sensitive|manual|lining|thick|warm enough|induction|which version|safe for|made from|loud|does it (?:have|support|include|work)|can i use|can it|suitable|cotton|what color|instructions|expir|smell\\?|is it (?:good|ok|safe|soft|heavy)|how (?:thick|loud|heavy|many watts)|battery last|fabric>',
  urgency:
    "hurry|asap|urgent|speed_up|rush|still not (?:shipped|sent)|haven'?t_(?:shipped|sent)|why_not_(?:shipped|sent)|send it already|ship now|ship it (?:today|now)|waiting too long|need it by|quickly|faster>|right away|immediately|must (?:go|send|ship)|be quick|do it fast|fast>|send it sooner|sooner|first in the queue|queue|going to send|or not>|must go out|flying out|leaving_(?:quick|must|send)|for a birthday|soon as possible|as fast as|prioriti|please be quick|can'?t wait|today please|week of nothing|any longer",
  fee: 'shipping (?:cost|fee|price|charge|so expensive|to)|free shipping|how much_(?:ship|shipping|postage|delivery)|courier|carrier_(?:do|you|will)|which carrier|dhl|fedex|ups>|ems>|usps|postage|combine|express|do you (?:ship|deliver) to|can you ship|pick ?up point|shipping_expensive|deliver to|cost extra|extra>_(?:north|island)|to save postage|choose who|waive|to my island|upstairs|cost me|delivery to|shipping to|which company|deliver by|post office|who delivers|one parcel|shipping method|delivery (?:cost|fee|charge)|how much_to>|sent with>|ship with',
  signed:
    "deliver(?:ed)?_(?:not|but|nothing|no>|didn|never|wrong)|says delivered|marked as delivered|shows delivered|status delivered|it says delivered|who signed|signed for|proof of delivery|never received_deliver|not in my mailbox|handed over|neighbo|at the door|left at|who took it|concierge|picked up|locker|nobody came|nobody was home|marked it done|was delivered|delivered yesterday|claims|i never went|hasn'?t seen it|wasn'?t me|didn'?t receive|not receive it|given to",
};
