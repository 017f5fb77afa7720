import { headerKey } from './headers.ts';
import type { SiteId } from '../domain/observation.ts';

/** What a column of an order file can be. */
export const orderFields = [
  'no',
  'lineNo',
  'state',
  'createdAt',
  'paidAt',
  'shippedAt',
  'receivedAt',
  'paid',
  'shipping',
  'currency',
  'title',
  'kinds',
  'itemCount',
  'itemId',
  'sku',
  'code',
  'quantity',
  'price',
  'refund',
  'productCodes',
  'productInfo',
  'nick',
  'buyerName',
  'recipientName',
  'mobile',
  'phone',
  'email',
  'address',
  'zip',
  'city',
  'region',
  'country',
  'carrier',
  'tracking',
  'shipments',
  'memo',
  'buyerNote',
  'shopName',
] as const;
export type OrderField = (typeof orderFields)[number];

/** The kinds of file that are told apart; within a kind, generations differ only in which columns are there. */
export const orderFileKinds = ['taobao-orders', 'taobao-items', 'aliexpress-orders'] as const;
export type OrderFileKind = (typeof orderFileKinds)[number];

/** Column names of a field, best first: the first one that a row fills counts. */
type Aliases = Partial<Record<OrderField, readonly string[]>>;

export interface OrderFileFormat {
  kind: OrderFileKind;
  site: SiteId;
  /** Zone in which the file prints times. */
  zone: string;
  /** Currency of amounts printed without one; null where it is the shop's, which nobody but a person can tell. */
  currency: string | null;
  aliases: Aliases;
  /** Fields worth telling a person about when the file lacks them. */
  wanted: readonly OrderField[];
  /** Names of known columns that nothing is read from. */
  ignored: readonly string[];
}

/** Orders, 淘宝/天猫 批量导出. Comments: first and last generation seen with the name. */
const taobaoOrders: Aliases = {
  no: ['订单编号'], // 2012 – 2026; 主订单编号 stands beside it since 2019 and says the same
  state: ['订单状态'], // 2012 – 2026
  createdAt: ['订单创建时间'], // 2012 – 2026
  paidAt: ['订单付款时间'], // 2012 – 2026, with a trailing blank until 2019
  shippedAt: ['发货时间'], // 2022 – 2026
  receivedAt: ['确认收货时间'], // 2018 – 2026
  paid: ['买家实际支付金额', '买家实付金额'], // 2012 – 2022 and in some files to 2026; 2024 – 2026
  shipping: ['买家应付邮费'], // 2012 – 2026
  title: ['宝贝标题', '商品标题'], // 2012 – 2022; 2024 – 2026
  kinds: ['宝贝种类', '商品种类'], // 2012 – 2022
  itemCount: ['宝贝总数量', '商品总数量'], // 2012 – 2026
  sku: ['商品属性SKU', '商品属性'], // 2024 – 2026
  code: ['商家编码'], // 2024 – 2026
  itemId: ['商品ID'], // 2024 – 2026
  nick: ['买家会员名'], // 2012 – 2026; masked since about 2021
  buyerName: ['买家会员昵称', '买家昵称'], // 2022: a shown name, not proved to be the nick
  recipientName: ['收货人姓名'], // 2012 – 2022
  address: ['修改后的收货地址', '收货地址'], // 2016 – 2026; 2012 – 2026
  mobile: ['联系手机'], // 2012 – 2022
  phone: ['联系电话'], // 2012 – 2022
  carrier: ['物流公司', '快递公司'], // 2012 – 2026
  tracking: ['物流单号', '运单号'], // 2012 – 2026, with `No:` before it until about 2019
  memo: ['商家备忘', '商家备注', '订单备注'], // 2022; 2024 – 2026; 2012 – 2022
  buyerNote: ['买家留言'], // 2012 – 2026
  shopName: ['店铺名称'], // 2012 – 2026
};

/** Items, 宝贝报表 / 子订单报表: one row per item. */
const taobaoItems: Aliases = {
  no: ['主订单编号', '订单编号'], // 2022 – 2026; 2018
  lineNo: ['子订单编号'], // 2022 – 2026
  state: ['订单状态'], // 2018 – 2026
  createdAt: ['订单创建时间'], // 2022 – 2026
  paidAt: ['订单付款时间'], // 2022 – 2026
  shippedAt: ['发货时间'], // 2026
  receivedAt: ['确认收货时间'],
  title: ['商品标题', '标题', '宝贝标题'], // 2022 – 2026; 2018
  itemId: ['商品ID'], // 2024 – 2026
  sku: ['商品属性'], // 2018 – 2026
  code: ['商家编码', '外部系统编号'], // 2018 – 2026; 2018, item level
  quantity: ['购买数量'], // 2018 – 2026
  price: ['商品价格', '价格'], // 2022 – 2026; 2018
  paid: ['买家实付金额', '买家实际支付金额'], // 2024 – 2026; 2022; of the row
  refund: ['退款状态'], // 2022 – 2026
  nick: ['买家会员名'],
  carrier: ['物流公司'],
  tracking: ['物流单号'],
  memo: ['商家备注', '商家备忘', '备注'], // 2024 – 2026; 2022; 2018
  buyerNote: ['买家留言'],
  shopName: ['店铺名称'],
};

/** Orders, AliExpress seller centre, Chinese interface: 22 columns in 2026, 26 in 2019. */
const aliexpressOrders: Aliases = {
  no: ['订单号'], // 2019, 2026
  state: ['订单状态'],
  createdAt: ['下单时间'],
  paidAt: ['付款时间'],
  shippedAt: ['发货时间'], // 2019
  receivedAt: ['确认收货时间'],
  paid: ['订单金额'],
  shipping: ['物流费用'], // 2019
  currency: ['币种', '货币', '订单币种', 'Currency'], // not in the files at hand, which write it with each amount
  productCodes: ['商品编码'], // 2026: `code * quantity;…`
  productInfo: ['产品信息（双击单元格展开所有产品信息！）'], // 2019: several lines per item, line feed in the header
  buyerName: ['买家名称'],
  recipientName: ['收件人名称', '收货人名称'], // 2026; 2019
  mobile: ['手机'],
  phone: ['联系电话'], // 2026: only the dial code; 2019: a whole number
  email: ['联系邮件', '买家邮箱'], // 2026; before 2019
  address: ['详细地址', '地址', '完整收货地址', '收货地址'], // 2026; 2019; with city and country; 2019
  zip: ['邮编'],
  city: ['扩展城市（德/意/波/墨为真实的城市）', '城市'], // 2026: the real city in four countries; 2019, 2026
  region: ['州/省'],
  country: ['收货国家'],
  shipments: ['实际发货单号', '实际发货物流:运单号'], // 2026; 2019
  memo: ['订单备注'], // 2019
};

const TAOBAO_IGNORED =
  `买家支付宝账号 支付单号 支付详情 买家应付货款 买家支付积分 总金额 总金额(旧版) 返点积分 买家实际支付积分 运送方式
店铺Id 订单关闭原因 卖家服务费 买家服务费 发票抬头 是否手机订单 分阶段订单信息 特权订金订单id 是否上传合同照片 是否上传小票 是否代付
定金排名 修改后的sku 异常信息 天猫卡券抵扣 集分宝抵扣 是否是O2O交易 满返红包金额 新零售交易类型 新零售导购门店名称 新零售导购门店id
新零售发货门店名称 新零售发货门店id 退款金额 预约门店 打款商家金额 确认收货打款金额 含应开票给个人的个人红包 含应开票给个人红包 是否信用购
体验期结束时间 前N有礼 配送类型 主订单编号 直播返现状态 返现金额 新零售成交门店昵称 新零售成交门店id 新零售成交经销商id 虚拟号过期时间
延迟发货自动赔付金额 预售订单 是否主动赔付 主动赔付金额 主动赔付出账时间 C2B小额收款 套餐信息 外部系统编号`.split(/\s+/);

const ALIEXPRESS_IGNORED = [
  '负责人（业务员）',
  '产品总金额',
  '满立减',
  '买家选择物流',
  '发货期限',
  '完整收货地址',
  '收货地址',
  'Seller ID',
];

/** All formats, the most telling first: an item report also has names of an order file. */
export const orderFileFormats: readonly OrderFileFormat[] = [
  {
    kind: 'taobao-items',
    site: 'taobao',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    aliases: taobaoItems,
    wanted: ['state', 'title', 'quantity', 'price'],
    ignored: TAOBAO_IGNORED,
  },
  {
    kind: 'taobao-orders',
    site: 'taobao',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    aliases: taobaoOrders,
    wanted: ['state', 'createdAt', 'paid', 'nick'],
    ignored: TAOBAO_IGNORED,
  },
  {
    kind: 'aliexpress-orders',
    site: 'aliexpress',
    zone: 'America/Los_Angeles',
    currency: null, // CN￥ in all 4,831 rows at hand
    aliases: aliexpressOrders,
    wanted: ['state', 'createdAt', 'paid', 'buyerName'],
    ignored: ALIEXPRESS_IGNORED,
  },
];

/** Returns the format of a kind of file. */
export function formatOf(kind: OrderFileKind): OrderFileFormat {
  const found = orderFileFormats.find((format) => format.kind === kind);
  if (!found) throw new TypeError(`unknown kind of file: ${kind}`);
  return found;
}

/** Returns the names of a field in the form headers are compared in, best first. */
export function aliasKeys(format: OrderFileFormat, field: OrderField): string[] {
  return (format.aliases[field] ?? []).map(headerKey);
}
