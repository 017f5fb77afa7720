import { describe, expect, it } from 'vitest';
import { headerKey } from '#lib/files/headers.ts';
import { formatOf, orderFields, orderFileFormats } from '#lib/files/order-columns.ts';
import { encodeGbk } from '#lib/files/gbk.ts';
import { cny, csv, errorsOf, readAll, utf8 } from './read-all.ts';

const G5 =
  `订单编号 买家会员名 买家会员昵称 支付单号 支付详情 买家应付货款 买家应付邮费 买家支付积分 总金额 返点积分 买家实际支付金额 买家实际支付积分 订单状态
买家留言 收货人姓名 收货地址 虚拟号过期时间 运送方式 联系电话 联系手机 订单创建时间 订单付款时间 宝贝标题 宝贝种类 物流单号 物流公司 订单备注 宝贝总数量
店铺Id 店铺名称 订单关闭原因 卖家服务费 买家服务费 发票抬头 是否手机订单 分阶段订单信息 特权订金订单id 是否上传合同照片 是否上传小票 是否代付 定金排名
修改后的sku 修改后的收货地址 异常信息 天猫卡券抵扣 集分宝抵扣 是否是O2O交易 新零售交易类型 新零售导购门店名称 新零售导购门店id 新零售发货门店名称
新零售发货门店id 退款金额 预约门店 确认收货时间 打款商家金额 含应开票给个人的个人红包 是否信用购 体验期结束时间 前N有礼 配送类型 直播返现状态 返现金额
延迟发货自动赔付金额 新零售成交门店昵称 新零售成交门店id 新零售成交经销商id 预售订单 发货时间 商家备忘 主订单编号`.split(/\s+/);

describe('generations of Taobao order exports', () => {
  it('reads the 71 columns of 2022: masked nick, memo, shipping time', async () => {
    const values: Record<string, string> = {
      订单编号: '2400000000000204539',
      买家会员名: '林**',
      买家会员昵称: '小雨',
      买家实际支付金额: '1,105.00',
      买家应付邮费: '8.5',
      订单状态: '交易成功',
      订单创建时间: '2022-03-10 10:01:02',
      订单付款时间: '2022-03-10 10:01:30',
      宝贝标题: '甲，乙',
      宝贝种类: '2',
      宝贝总数量: '2',
      发货时间: '2022-03-11 08:00:00',
      确认收货时间: '2022-03-15 08:00:00',
      商家备忘: '老客',
      订单备注: '旧备注',
      物流单号: 'No:SF1,No:SF2',
      物流公司: '顺丰',
      打款商家金额: '1105.00元',
      收货地址: '浙江省 杭州市 西湖区 某路1号(310000)',
    };
    expect(G5).toHaveLength(71);
    const { description, rows } = await readAll(
      encodeGbk(
        csv(
          G5,
          G5.map((h) => values[h] ?? ''),
        ),
      ).bytes,
    );
    expect(description).toMatchObject({ kind: 'taobao-orders', unmapped: [], missing: [] });
    expect(rows[0]?.order).toMatchObject({
      no: '2400000000000204539',
      state: 'done',
      paid: cny(110_500),
      shipping: cny(850),
      buyer: { name: '林**', masked: true },
      shippedAt: Date.parse('2022-03-11T08:00+08:00'),
      receivedAt: Date.parse('2022-03-15T08:00+08:00'),
      memo: '老客',
      tracking: ['SF1', 'SF2'],
      carrier: '顺丰',
      items: [
        { title: '甲', quantity: 1 },
        { title: '乙', quantity: 1 },
      ],
      recipient: { region: '浙江省', city: '杭州市', zip: '310000' },
    });
    expect(rows[0]?.order?.buyer).not.toHaveProperty('nick');
  });

  it('reads chosen columns of 2026 in any order, half-width comma in the state', async () => {
    const text = csv(
      ['店铺名称', '确认收货打款金额', '订单状态', '买家实付金额', '商品标题', '订单编号', '商品属性SKU', '自己的列'],
      ['青禾', '0', '买家已付款,等待卖家发货', '88.80', '一件商品', '4512300187000204539', '红;M', '随便'],
    );
    const { description, rows } = await readAll(utf8(text));
    expect(description).toMatchObject({
      kind: 'taobao-orders',
      encoding: 'utf-8',
      unmapped: ['自己的列'],
      ignored: ['确认收货打款金额'],
      missing: ['createdAt', 'nick'],
    });
    expect(rows[0]).toMatchObject({
      shopName: '青禾',
      order: { no: '4512300187000204539', state: 'paid', paid: cny(8880), items: [{ title: '一件商品', sku: '红;M' }] },
    });
  });

  it('finds columns by name when they change places', async () => {
    const head = ['订单编号', '订单状态', '买家会员名', '买家实际支付金额', '订单创建时间 '];
    const cells = ['1930670000173066', '交易成功', '小雨', '12.30', '2020-01-02 03:04:05'];
    const order = [3, 0, 4, 2, 1];
    const straight = await readAll(utf8(csv(head, cells)));
    const shuffled = await readAll(
      utf8(
        csv(
          order.map((i) => head[i] ?? ''),
          order.map((i) => cells[i] ?? ''),
        ),
      ),
    );
    expect(shuffled.rows).toEqual(straight.rows);
    expect(shuffled.description.fingerprint).toBe(straight.description.fingerprint);
  });

  it('takes the first filled of several names, and refuses same-named columns that disagree', async () => {
    const head = ['订单编号', '订单状态', '买家会员名', '买家会员名', '买家实付金额'];
    const { description, rows } = await readAll(
      utf8(
        csv(
          head,
          ['1930670000173066', '交易成功', '小雨', '小雨', '1.00'],
          ['1930670000173067', '交易成功', '', '小雨', '1.00'],
          ['1930670000173068', '交易成功', '小雨', '大雨', '1.00'],
        ),
      ),
    );
    expect(description.duplicates).toEqual(['买家会员名']);
    expect(rows.map((row) => row.order?.buyer?.nick)).toEqual(['小雨', '小雨', undefined]);
    expect(errorsOf(rows)).toEqual([[4, '买家会员名', 'conflict']]);
  });

  it('knows every alias it lists, whatever brackets and blanks the file uses', () => {
    for (const format of orderFileFormats) {
      for (const field of orderFields) {
        for (const alias of format.aliases[field] ?? []) {
          expect(headerKey(` ${alias.replaceAll('（', '(').replaceAll('）', ')')}\n`)).toBe(headerKey(alias));
        }
      }
    }
    expect(formatOf('taobao-items').site).toBe('taobao');
  });
});

describe('AliExpress order export of 2019', () => {
  it('reads 26 columns with a line feed in a header and several lines per product', async () => {
    const head = [
      '订单号',
      '订单状态',
      '负责人(业务员)',
      '买家名称',
      '下单时间',
      '付款时间',
      '产品总金额',
      '物流费用',
      '订单金额',
      '满立减',
      '产品信息\n（双击单元格展开所有产品信息！）',
      '订单备注',
      '收货地址',
      '收货人名称',
      '收货国家',
      '州/省',
      '城市',
      '地址',
      '邮编',
      '联系电话',
      '手机',
      '买家选择物流',
      '发货期限',
      '实际发货物流:运单号',
      '发货时间',
      '确认收货时间',
    ];
    expect(head).toHaveLength(26);
    const products =
      '【1】 Demo Coat\n(产品属性: Color:Red、Size:M)\n(商家编码: AB-1)\n(产品数量: 2 piece)\n(物流等级&买家选择物流:EMS)\n【2】 Demo Hat\n(产品数量: 1 piece)';
    const row = [
      '5000000000012468',
      '等待您发货',
      'x',
      'Nora T',
      '2019-04-01 10:00',
      '2019-04-01 10:05',
      'US $20.00',
      'US $1.50',
      'US $21.50',
      '',
      products,
      'fragile',
      'all of it',
      'Nora Testperson',
      'Spain',
      'Madrid',
      'Madrid',
      'Calle 1',
      '28000',
      '34-91-5550000',
      '600000001',
      'EMS',
      '',
      'EMS:LX000000001CN',
      '2019-04-02 10:00',
      '',
    ];
    const { description, rows } = await readAll(utf8(`\ufeff${csv(head, row)}`));
    expect(description).toMatchObject({ kind: 'aliexpress-orders', unmapped: [] });
    expect(rows[0]?.order).toMatchObject({
      no: '5000000000012468',
      paid: { minor: 2150, currency: 'USD' },
      shipping: { minor: 150, currency: 'USD' },
      memo: 'fragile',
      createdAt: Date.parse('2019-04-01T10:00-07:00'),
      carrier: 'EMS',
      tracking: ['LX000000001CN'],
      items: [
        { title: 'Demo Coat', sku: 'Color:Red、Size:M', code: 'AB-1', quantity: 2 },
        { title: 'Demo Hat', quantity: 1 },
      ],
      recipient: {
        name: 'Nora Testperson',
        phone: '600000001',
        address: 'Calle 1',
        country: 'Spain',
        city: 'Madrid',
        zip: '28000',
      },
    });
  });
});
