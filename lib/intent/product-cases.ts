import type { ReplyCase } from './reply-case.ts';

/**
 * What replies about a product tell, by their title, and the words with which it is asked for. None answers for another:
 * of what a thing is made says nothing about how it is installed.
 */
const TOPICS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /材质|面料|成分|material|fabric|материал|состав|tela/iu,
    /材[质料]|面料|成[分份]|什么[料做]|料子|布料|[纯是的]棉|棉[的吗质]|皮[的吗质料]|真皮|羊[毛绒]|羽绒|填充|里面是什么|[洗烫熨]|缩水|透气|厚|起球|[掉褪]色|变形|material|fabric|made (?:of|from|out)|leather|cotton|wool|silk|linen|polyester|steel|plastic|wash|shr[iu]nk|stretch|thick|материал|состав|ткан|кож[аи]|хлоп|шерст|из чего|стира|tela|algodon|cuero|piel|(?:de que|esta) .{0,6}hech|composicion|lava|lana/u,
  ],
  [
    /色差|colou?r difference/iu,
    /色差|颜色|图片|照片|实[物拍]|图上|偏[黄红蓝深浅暗]|colou?r|photo|picture|image|looks? like|цвет|фото|картинк|вживую|color|foto|imagen/u,
  ],
  [
    /(?<!改|换)规格|参数|specif|характерист|caracter/iu,
    /规格|参数|尺码|功率|瓦|电压|容量|毫[升安]|(?<!期|时间?|保修|质保)[几多]少?(?:升|层|斤|瓦|寸|克|毫|厘?米|[大重长宽高厚])|重量|尺寸|产地|配置|\d(?:升|ml|l|寸)|how (?:heavy|big|large|much|many|long|tall|wide|thick)|weigh|capacity|power|watt|volt|specs?|size|dimension|вес|мощн|ватт|объ?ем|ёмкост|емкост|размер|характерист|peso|pesa|capacidad|potencia|vatios|voltaje|medid|dimension|caracter/u,
  ],
  [
    /对比|区别|compar|difference/iu,
    /区别|不同|不一样|差[别在]|哪[款个种一].{0,3}(?:好|更|适合|合适|推荐|划算|强)|对比|比较|比起|[跟和与].{1,8}(?:一样|比)|上一代|升级|differen|compare|better|which (?:one|is)|versus|отлич|разниц|какой лучше|чем лучше|diferencia|mejor/u,
  ],
  [
    /安装|组装|install|assembl|установк|сборк|instalaci|montaje/iu,
    /[安组]装|怎么[装拆]|装[不上]|install|assembl|set ?up|mount|установ|собрат|сборк|instal|mont/u,
  ],
  [
    /用法|使用(?:方法|说明|教程)|教程|说明书|how to use|instructions|manual|инструкц|instruccion/iu,
    /怎么[用开连充调操配]|用法|使用|教程|说明|视频|不会[用弄]|操作|how (?:do|to|can)|instruction|manual|use it|польз|инструкц|включ|настро|usa|uso|instruccion|enciende|manual/u,
  ],
  [
    /保养(?!提醒)|护理|清洗|care instr|maintenance/iu,
    /保养|护理|打理|清[洁洗]|怎么洗|洗|care|clean|wash|maint|ухаж|чист|cuid|limpi/u,
  ],
  [/[保质]修|质保|三包|warranty|guarantee|гарант|garant/iu, /[保质]修|质保|三包|坏了|warranty|guarantee|гарант|garant/u],
  [
    /正品|真伪|授权|genuine|authentic|original|оригинал|original/iu,
    /正品|真[假的伪]|假货|官方|授权|原装|防伪|genuine|authentic|original|real|fake|оригинал|подлин|autentic/u,
  ],
  [
    /保质期|生产日期|有效期|expir|срок годн|caducid/iu,
    /保质|生产日期|有效期|过期|日期|新鲜|expir|best before|fresh|срок годн|годен|caduc|venc/u,
  ],
  [
    /兼容|适配|适用|compatib|совместим/iu,
    /兼容|适[配用合]|[能可].{0,3}[用配连插装]|匹配|型号|compatib|(?:work|fit|use)s? (?:with|for|on)|совмест|подойд|подход|compatib|sirve|funciona con/u,
  ],
];

/** Replies about a product, each for those only who ask for what it tells, or for whom staff picked it. */
export const PRODUCT_CASES: readonly ReplyCase[] = [
  ...TOPICS.map(([reply, asked]): ReplyCase => ({ reply, asked, only: 'unpicked' })),
  { reply: /保养提醒/u, asked: /保养|护理|打理|清[洁洗]/u, at: ['received', 'aftersales', null], only: true },
];
