import type { OrderField } from './order-columns.ts';

const named = (...lines: string[]): string[] => lines.join('|').split('|');

/** Names that other programs and languages use, the plainest first; only ever a guess that a person confirms. */
export const OTHER_NAMES: Partial<Record<OrderField, readonly string[]>> = {
  no: named(
    '线上订单号|线上单号|原始单号|平台订单号|平台单号|订单编号|订单号|订单ID|交易号|单号|订单|order id|order no',
    'order number|número de pedido|номер заказа',
  ),
  state: named('订单状态|交易状态|状态|order status|status|estado del pedido|статус заказа|статус'),
  createdAt: named(
    '下单时间|下单日期|拍下时间|创建时间|成交时间|购买时间|购买日期|订单时间|订单日期|日期|order time|order date',
    'order created time|created at|created time|create time|creation time|fecha del pedido|дата заказа',
  ),
  paidAt: named(
    '付款时间|支付时间|支付完成时间|付款日期|支付日期|payment time|payment date|paid time|paid at|pay time|pay date|paid on|paid date',
  ),
  shippedAt: named(
    '发货时间|发货日期|shipping time|shipping date|shipped time|shipped at|shipped date|ship time|ship date|dispatch date|dispatched at',
  ),
  receivedAt: named(
    '收货时间|收货日期|完成时间|confirm receipt time|received time|received at|received date|receive time|delivered at',
    'complete time|completion time|completed time|completed at',
  ),
  paid: named(
    '买家实付金额|用户实付金额|实付金额|实付款|买家实付|实付|已付金额|付款金额|支付金额|实收金额|已收金额|成交金额',
    '订单金额|订单总金额|订单总额|金额|amount paid|paid amount|paid price|order amount|order total|total amount',
    'total price|total|order price|订单价格|importe total|сумма заказа',
  ),
  shipping: named(
    '运费|邮费|快递费|物流费用|运费收入|shipping cost|shipping fee|shipping amount|shipping|freight|postage',
    'delivery fee|delivery cost|shipping price|ship fee|logistics fee',
  ),
  currency: named('币种|货币|结算币种|currency|currency code|moneda|валюта'),
  title: named(
    '商品名称|商品标题|商品名|宝贝名称|宝贝标题|宝贝|货品名称|货品标题|产品名称|产品标题|购买商品|选购商品|商品',
    '产品|product name|product title|product|item title|item name',
  ),
  itemId: named('商品ID|产品ID|product id|item id'),
  sku: named('规格|商品规格|货品规格|产品规格|variation|variant'),
  code: named('商家编码|商品编码|货号|sku|seller sku|product code'),
  quantity: named('数量|件数|商品数量|商品件数|货品数量|产品数量|购买数量|订购数量|quantity|qty'),
  price: named('单价|商品单价|unit price|item price|price'),
  nick: named('买家旺旺|旺旺昵称|旺旺名|旺旺号|旺旺|会员名|买家账号|买家帐号|买家ID|淘宝昵称|客户网名'),
  buyerName: named(
    '买家昵称|客户昵称|买家姓名|买家名称|客户姓名|客户名称|买家|客户|buyer name|buyer|customer name|customer',
    'comprador|nombre del comprador|имя покупателя|покупатель',
  ),
  recipientName: named(
    '收件人|收货人|收件人姓名|收货人姓名|收件人名称|收货人名称|姓名|recipient|recipient name|receiver|receiver name',
    'contact name|consignee|consignee name|shipping name|ship to name|destinatario|получатель',
  ),
  mobile: named(
    '手机|手机号|手机号码|联系手机|收货人手机|收件人手机|收货手机|联系方式|mobile|mobile phone|mobile number',
    'cell phone',
  ),
  phone: named('电话|联系电话|收货电话|收货人电话|收件人电话|电话号码|phone|phone number|tel|telephone|teléfono|телефон'),
  email: named('邮箱|买家邮箱|电子邮箱|email|e-mail|correo electrónico'),
  address: named(
    '收货地址|收件地址|收货人地址|收件人地址|详细地址|客户地址|地址|地址1|shipping address|delivery address|address',
    'address 1|address line 1|street|dirección|адрес',
  ),
  zip: named('邮编|邮政编码|zip|zip code|postal code|postcode|código postal|индекс'),
  country: named('收货国家|收件国家|国家|国家/地区|目的国|country|country/region|país|страна'),
  region: named('省份|省|州|省/州|州/省|state/province|province|region|provincia|область'),
  city: named('城市|市|city|ciudad|город'),
  carrier: named(
    '快递公司|物流公司|快递|承运商|物流渠道|物流方式|carrier|courier|logistics company|shipping company',
    'shipping carrier|shipping provider|shipping method',
  ),
  tracking: named(
    '快递单号|物流单号|运单号|货运单号|快递运单号|tracking number|tracking no|tracking code|tracking|waybill',
    'трек-номер',
  ),
  memo: named('卖家备注|商家备注|客服备注|订单备注|备注|seller note|remark|remarks'),
  buyerNote: named('买家留言|买家备注|客户备注|留言|buyer message|buyer note'),
  shopName: named('店铺|店铺名称|店铺名|店铺账号|shop|shop name|store|store name'),
};

/** Names that say a field only if nothing stands beside them; what is like them is something else. */
export const BARE_NAMES: Partial<Record<OrderField, readonly string[]>> = {
  createdAt: named('付款/下单时间|下单/付款时间'),
  paidAt: named('paid|payment'),
  shippedAt: named('出库时间|寄出时间|shipped|shipped on'),
  receivedAt: named('签收时间|签收日期|received|confirm time|confirmed receipt'),
  paid: named('amount|paid|payment'),
  price: named('价格'),
  title: named('商品信息|item|products|title|producto'),
  code: named('SKU编码'),
  quantity: named('quantité|quantidade'),
  buyerName: named('username|user name'),
  recipientName: named('contact|contact person|full name|联系人'),
  phone: named('téléphone|telefone'),
  address: named('adresse|ship-to address'),
  zip: named('postal|收货邮编'),
  country: named('ship to country'),
  region: named('收货省份'),
  city: named('收货城市'),
  tracking: named('track number'),
  memo: named('seller notes'),
  buyerNote: named(
    'message|order message|buyer notes|buyer comment|customer note|customer notes|customer message|客户留言|顾客留言',
  ),
};

/** What may be paid for an order if a file has no other amount, the likeliest first; a price is that of one piece elsewhere. */
export const SOLE_AMOUNTS = named('应付金额|订单应付金额|应付款|amount due|price|价格');

const NOT_DONE = /承诺|预计|最晚|截止|自动|deadline|due|estimated|expected|latest|\bby\b/i;

/** What a column is not, however much its name is like one of the field's. */
export const NOT_MEANT: Partial<Record<OrderField, RegExp>> = {
  no: /快递|物流|运单|支付|流水|内部|包裹|退款|tracking|payment|refund|parcel/i,
  createdAt:
    /付|发货|收货|签收|揽收|出库|入库|寄出|完成|结束|取消|确认|打印|打单|审核|更新|修改|退款|paid|pay|ship|dispatch|receiv|deliver|updat|finish|complet|clos|cancel|confirm|refund|print/i,
  paidAt: NOT_DONE,
  shippedAt: NOT_DONE,
  receivedAt: new RegExp(`${NOT_DONE.source}|付|退款|pay|paid|refund`, 'i'),
  paid: /应付|应收|退|优惠|折扣|满减|补贴|运费|邮费|税|成本|单价|原价|市场价|商品总价|货品总价|总数|数量|件数|重量|服务费|佣金|refund|discount|coupon|commission|shipping|freight|tax|fee|cost|unit|original|market|product|item|quantity|qty|weight|profit/i,
  shipping: /税|tax/i,
  price: /运|邮|成本|shipping|freight|delivery|postage|cost/i,
  title: /amount|price|total|code|sku|quantity|金额|价|编码|数量|件数|属性|规格/i,
  buyerNote: /商家|卖家|客服|seller/i,
  memo: /买家|客户|顾客|buyer|customer/i,
  address: /账单|发票|退货|billing|invoice|return|email|e-mail/i,
  recipientName: /billing|address|地址/i,
  buyerName: /note|message|comment|留言|备注/i,
  productInfo: /商品/,
  mobile: /seller|store|shop|billing|卖家|商家/i,
  phone: /seller|store|shop|billing|fax|卖家|商家/i,
  email: /seller|store|shop|卖家|商家/i,
  city: /billing|账单/i,
  zip: /billing|账单/i,
  region: /billing|账单/i,
  country: /billing|账单/i,
};
