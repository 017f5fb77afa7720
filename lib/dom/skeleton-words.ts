/**
 * Words that names of tags, attributes, classes and ids are made of. Only these survive in a skeleton: a nick, a phone
 * number or a token that a page wrote into a class cannot, because it is no such word.
 */
const TAGS = `a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col
colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h head header
hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup
option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strong
style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track u ul var video wbr xmp path`;

const ATTRIBUTES = `accept accesskey action align alt aria async autocomplete autofocus autoplay bgcolor border cellpadding
cellspacing charset checked class cols colspan content contenteditable controls coords crossorigin data datetime decoding
default defer dir dirname disabled download draggable enctype enterkeyhint for formaction frameborder headers height hidden
high href hreflang http id inert inputmode integrity is ismap itemprop itemscope itemtype kind label lang list loading loop
low max maxlength media method min minlength multiple muted name nonce novalidate onclick open optimum pattern placeholder
playsinline poster preload readonly referrerpolicy rel required reversed role rows rowspan sandbox scope scrolling selected
shape size sizes slot span spellcheck src srcdoc srcset start step style tabindex target test testid title translate type
usemap valign value view viewbox width wrap xlink xmlns spm qa cy hook key index uid url`;

const ROLES = `alert alertdialog application article banner button cell checkbox column columnheader combobox command complementary
composite contentinfo definition dialog directory document feed figure form grid gridcell group heading img input landmark
link list listbox listitem log main marquee math menu menubar menuitem meter navigation none note option presentation
progressbar radio radiogroup range region row rowgroup rowheader scrollbar search searchbox section separator slider
spinbutton status structure switch tab table tablist tabpanel term text textbox timer toolbar tooltip tree treegrid treeitem
widget submit reset password email number tel url date file hidden image color month week plaintext true false polite
assertive`;

const CLASSES = `absolute account action actions active add addon admin affix after again aggregate ait alert align all alone
amount anchor animate animated ant app append apply area arrow article attach attachment audio auto avatar away back background
badge banner bar base basic batch before begin big block body bold border bottom box brand breadcrumb bubble buyer button btn
buttons by cancel card cards caret carousel cascader cell center chat check checkbox checked child chip choose circle clear
clearfix click close closed code col collapse collapsed color column columns comment common compact component composer confirm
contact container content contents control controls conversation conversations copy core count country coupon cover create csp
current currency custom customer danger dark dashboard data date day default del delete desc describe description desktop detail
details dialog direction disable disabled dispute divider document done dot double down download drag draft drawer drop dropdown
edit editable editor element ellipsis else emoji empty end enter entry error even event expand expanded express extra fade fail
feedback fee field fields file files fill filter filters first fixed flag flex float floating fluid focus folder foot footer for
form frame front full fusion gap general global gold good goods grey grid group gsp guide half handle has head header heading
height help hidden hide high highlight history hint hit holder home horizontal hover icestark icon icons icp id im image images
img important in index info inline inner input inputs inside is item items join key keyboard label large last layer layout lazy
left level light line lines link list lists load loader loading local lock log login logistics logo long low main manage mark mask
masked max md media medium member memo menu merge message messages meta middle min mini mobile mod modal module money month more
mouse move msg multi mute my name nav navigation nc new next nick no node none normal not note notice notification nowrap num
number odd off old on online only open operate operation operator option options order orders other out outer over overlay own
page pager pages pagination pane panel panels parent part passive pay peer pending people person phone photo pic picture pill
placeholder plain platform player plugin pop popover popup portal position post pre prefix preview previous price primary
print process product products profile progress property pull punish qn query quick quote radio range rate rating read ready real
receive recipient record records red refresh refund relative remark remind remove render reply report required reset resize
result results return review right robot role root round row rows save scroll scrollbar search second section seller send sender
service session sessions set setting settings shadow shell shop short show shown side sidebar sign simple single size skeleton sku
slide slider slot small sold solid sort source space span spin spinner split square stack star start state static status step
sticky stop store strip strong style sub submit success suffix summary support svg switch system tab table tabs tag tags target
task team template text textarea theme thin third thumb tile time tip tips title to toast today toggle token tool toolbar tools
tooltip top total track tracking trade transition transparent tree trigger type typography ui unread up update upload user users
value vertical video view viewport virtual visible wait wait wangwang warn warning width window withdraw wrap wrapper ww x year
zoom self mine theirs own ours bottom foot feature buttons biz pics pic virtual vs dora draft rc arco semi el tinymce quill slate
prosemirror lexical editable viewport thumbnail emoji sticker notify toasts unreads avatar avatars nickname nick wechat guest visitor
agent staff sub account accounts express delivery parcel flagged remarks label labels evaluate evaluation comment rates reply
replies dispute disputes reverse refunds aftersale detail details base basics module mod page wrapper layout tb ice dada chc baxia next react vue el van v`;

/** All words, in lower case. */
export const skeletonWords: ReadonlySet<string> = new Set(`${TAGS} ${ATTRIBUTES} ${ROLES} ${CLASSES}`.split(/\s+/));

/** Returns the words that selectors are made of, in lower case: what the readers look for may be named. */
export function wordsOf(selectors: readonly string[]): string[] {
  return selectors.flatMap((selector) =>
    (selector.match(/[A-Za-z]+/g) ?? []).flatMap((run) =>
      [run, ...run.replace(/([a-z])([A-Z])/g, '$1 $2').split(' ')].map((word) => word.toLowerCase()),
    ),
  );
}
