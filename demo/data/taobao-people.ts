import { crowd } from './taobao-crowd.ts';
import type { Buyer, Item } from './types.ts';

export const TAOBAO_SHOP = {
  name: '青禾示例专卖店',
  staff: '青禾示例专卖店:小竹',
  colleague: '青禾示例专卖店:阿柠',
  uid: '2299912345678',
};

function colours(names: string[], code: string, size?: string) {
  return names.map((value, index) => ({
    spec: [{ name: '颜色分类', value }, ...(size ? [{ name: '尺码', value: size }] : [])],
    code: `${code}-${index + 1}`,
  }));
}

export const TAOBAO_ITEMS: Item[] = [
  {
    key: 'hoodie',
    itemId: '752100001302',
    title: '示例商品A 秋冬新款 加绒连帽卫衣女宽松百搭',
    picture: 'shirt',
    price: 10500,
    variants: colours(['红色', '雾霾蓝', '燕麦色'], 'A-01', 'M'),
  },
  {
    key: 'socks',
    itemId: '979500001722',
    title: '示例纯色棉袜子长筒袜 5双装',
    picture: 'sock',
    price: 3430,
    variants: colours(['黑色', '奶白', '混色'], 'W-09'),
  },
  { key: 'bag', itemId: '979500001999', title: '赠品 示例洗衣袋', picture: 'bag', price: 0, variants: colours(['随机'], 'G-00') },
  {
    key: 'lamp',
    itemId: '812300004455',
    title: '示例家居灯具 北欧床头小夜灯 可调光',
    picture: 'lamp',
    price: 13400,
    variants: [
      { spec: [{ name: '颜色分类', value: '大号 暖光' }], code: 'L-3' },
      { spec: [{ name: '颜色分类', value: '小号 三色' }], code: 'L-1' },
    ],
  },
  {
    key: 'bedding',
    itemId: '688120003371',
    title: '示例全棉水洗四件套 素色纯棉被套床单',
    picture: 'bed',
    price: 25900,
    variants: colours(['燕麦', '豆沙', '青黛'], 'B-40', '1.8m床'),
  },
  {
    key: 'cup',
    itemId: '701460002218',
    title: '示例304不锈钢保温杯 500ml 大容量',
    picture: 'cup',
    price: 6990,
    variants: colours(['墨绿', '米白'], 'C-05'),
  },
  {
    key: 'scarf',
    itemId: '733090008846',
    title: '示例羊毛混纺围巾 纯色流苏披肩',
    picture: 'scarf',
    price: 8900,
    variants: colours(['驼色', '浅灰', '酒红'], 'S-21'),
  },
  {
    key: 'candle',
    itemId: '690880007713',
    title: '示例香薰蜡烛 雪松与佛手柑 120g',
    picture: 'candle',
    price: 4980,
    variants: colours(['雪松', '佛手柑'], 'X-12'),
  },
  {
    key: 'boots',
    itemId: '745510006629',
    title: '示例儿童雨靴 防滑加厚可爱卡通',
    picture: 'boot',
    price: 5600,
    variants: [
      {
        spec: [
          { name: '颜色分类', value: '小黄鸭' },
          { name: '鞋码', value: '26' },
        ],
        code: 'K-26',
      },
      {
        spec: [
          { name: '颜色分类', value: '小黄鸭' },
          { name: '鞋码', value: '28' },
        ],
        code: 'K-28',
      },
    ],
  },
  {
    key: 'mug',
    itemId: '716640005580',
    title: '示例手工陶瓷马克杯 粗陶复古咖啡杯',
    picture: 'mug',
    price: 3900,
    variants: colours(['釉白', '黛蓝'], 'M-07'),
  },
];

/** Order number tail after the public habit: the buyer's last six uid digits abcdef become abefcd. */
export function taobaoTail(uid: string): string {
  const six = uid.slice(-6);
  return six.slice(0, 2) + six.slice(4, 6) + six.slice(2, 4);
}

function person(id: string, name: string, contact: string, address: string, phone: string): Buyer {
  return {
    id,
    name,
    avatar: `u${id.slice(-5)}`,
    session: `${id}.1-${TAOBAO_SHOP.uid}.1#11001@cntaobao`,
    tail: taobaoTail(id),
    contact: { name: contact, address, zip: '000000', phone, mail: '' },
  };
}

/** Invented buyers; the first three are the ones of the saved sample pages. */
const CUSTOMERS: Buyer[] = [
  person('1680203945', '林间小雨88', '林示例', '广东省 示例市 青禾区 练习街道1号', '1300000'),
  person('2214567890123', 'tb583920176', '谭示例', '四川省 示例市 样品区 虚构大道20号', '1310000'),
  person('739104682', '海棠与猫', '海示例', '浙江省 示例市 样板区 假想路8弄', '1320000'),
  person('2860417735', '海棠与猫家居旗舰馆小号', '唐示例', '江苏省 示例市 练习区 样例路66号', '1330000'),
  person('3391850264', '爱吃糖的小熊饼干铺子一号', '熊示例', '山东省 示例市 模拟区 甜品街3号', '1340000'),
  person('3391850771', '爱吃糖的小熊饼干铺子二号', '熊样例', '山东省 示例市 模拟区 甜品街5号', '1350000'),
  person('2206718845093', 't_1512345678901_0416', '陶示例', '湖北省 示例市 虚构区 长江示例路9号', '1360000'),
  person('90217734', 'tb90217734', '谈示例', '福建省 示例市 样品区 海边街12号', '1370000'),
  person('618273940', '北方的河2013', '何示例', '黑龙江省 示例市 演练区 雪原路31号', '1380000'),
  person('1975530618', '小满满满', '满示例', '湖南省 示例市 青禾区 桔子路17号', '1390000'),
  person('2741096358', '阿土伯_农家院', '涂示例', '河北省 示例市 样例区 农家院', '1500000'),
  person('1129947502', '云朵偷喝了我酿的酒', '云示例', '云南省 示例市 演练区 云朵巷2号', '1510000'),
  person('804416927', '深海鱼OvO', '沈示例', '海南省 示例市 海湾区 椰林路6号', '1520000'),
  person('2213094418602', 'tb6612043385', '童示例', '陕西省 示例市 城墙区 示范路40号', '1530000'),
  person('1550862479', '一叶知秋_lyl', '叶示例', '安徽省 示例市 样板区 梧桐路11号', '1550000'),
];

const passersBy = crowd((uid, nick) => person(uid, nick, '路示例', '某某省 示例市 练习区 过客路', '1560000'));

/** Everybody the shop has talked to: customers first, then those who only asked something. */
export const TAOBAO_BUYERS: Buyer[] = [...CUSTOMERS, ...passersBy.buyers];
export const PASSER_BY_CHATS = passersBy.chats;
