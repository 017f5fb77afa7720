import type { Buyer, Item } from './types.ts';

export const ALIEXPRESS_SHOP = { name: 'Demo Store', staff: 'Demo Store', colleague: 'Demo Store', channelId: '100001' };

function sku(specs: string[], code: string) {
  return specs.map((text, index) => {
    const [name = '', value = ''] = text.split(': ');
    return { spec: [{ name, value }], code: index === 0 ? code : `${code}-${index + 1}` };
  });
}

export const ALIEXPRESS_ITEMS: Item[] = [
  {
    key: 'lamp',
    itemId: '1005000000000101',
    title: 'Demo Desk Lamp LED Dimmable Touch Eye Protection Reading Light',
    picture: 'lamp',
    price: 95491,
    variants: sku(['Color: Black', 'Color: White'], 'DEMO-Y10-PRO'),
  },
  {
    key: 'charger',
    itemId: '1005000000000202',
    title: 'Demo 65W GaN USB C Charger 3 Ports Fast Charging Adapter',
    picture: 'plug',
    price: 14820,
    variants: sku(['Plug Type: EU', 'Plug Type: US', 'Plug Type: KR'], 'DEMO-GAN65'),
  },
  {
    key: 'earbuds',
    itemId: '1005000000000303',
    title: 'Demo Wireless Earbuds Bluetooth 5.4 Noise Cancelling Headphones',
    picture: 'buds',
    price: 19990,
    variants: sku(['Color: White', 'Color: Navy'], 'DEMO-TW8'),
  },
  {
    key: 'case',
    itemId: '1005000000000404',
    title: 'Demo Shockproof Phone Case Transparent Soft Cover',
    picture: 'phone',
    price: 2380,
    variants: sku(['Material: 15 Pro', 'Material: S24 Ultra'], 'DEMO-CS'),
  },
  {
    key: 'backpack',
    itemId: '1005000000000505',
    title: 'Demo Waterproof Travel Backpack 40L Laptop Bag',
    picture: 'bag',
    price: 28650,
    variants: sku(['Color: Grey', 'Color: Olive'], 'DEMO-BP40'),
  },
  {
    key: 'mug',
    itemId: '1005000000000606',
    title: 'Demo Thermal Mug 500ml Stainless Steel Coffee Cup',
    picture: 'cup',
    price: 8890,
    variants: sku(['Color: Green', 'Color: Sand'], 'DEMO-MUG5'),
  },
  {
    key: 'watch',
    itemId: '1005000000000707',
    title: 'Demo Smart Watch 1.9 Inch Health Monitor Sport Band',
    picture: 'watch',
    price: 124235,
    variants: sku(['Band Color: Black', 'Band Color: Silver'], 'DEMO-SW19'),
  },
  {
    key: 'scarf',
    itemId: '1005000000000808',
    title: 'Demo Winter Scarf Wool Blend Solid Color',
    picture: 'scarf',
    price: 7260,
    variants: sku(['Color: Camel', 'Color: Wine'], 'DEMO-SCF'),
  },
];

const COUNTRIES: Record<string, string> = {
  US: 'United States',
  FR: 'France',
  BR: 'Brazil',
  ES: 'Spain',
  RU: 'Russian Federation',
  PL: 'Poland',
  KR: 'Korea',
  DE: 'Germany',
  PT: 'Portugal',
  IT: 'Italy',
};

function person(
  index: number,
  name: string,
  country: string,
  tail: string,
  contact: string,
  more: { star?: string; remark?: string } = {},
): Buyer {
  const id = `buyer-${String(index).padStart(4, '0')}`;
  return {
    id,
    name,
    avatar: `ae${index}`,
    session: `s-${String(index).padStart(4, '0')}`,
    tail,
    country: { code: country, name: COUNTRIES[country] ?? '' },
    contact: {
      name: contact,
      address: `${100 + index} Sample Street APT ${index}`,
      zip: String(33100 + index * 11),
      phone: `555010${String(index).padStart(3, '0')}`,
      mail: `${contact.split(' ')[0]?.toLowerCase()}.demo@example.com`,
    },
    ...more,
  };
}

/** Invented buyers; two of them share the shown name "Maria Silva". */
export const ALIEXPRESS_BUYERS: Buyer[] = [
  person(1, 'Demo Buyer', 'FR', '9763', 'Demo Buyer', { star: 'VIP', remark: '老客户，只收工作日包裹' }),
  person(2, 'ae000000', 'US', '0007', 'Anna Testperson'),
  person(3, 'Nora Testperson', 'US', '2468', 'Nora Testperson', { remark: 'Demo seller remark about this buyer' }),
  person(4, 'Maria Silva', 'BR', '5531', 'Maria Silva', { star: '重点跟进' }),
  person(5, 'Maria Silva', 'PT', '8814', 'Maria Silva'),
  person(6, 'Carmen Ejemplo', 'ES', '3397', 'Carmen Ejemplo'),
  person(7, 'Camille Exemple', 'FR', '6142', 'Camille Exemple'),
  person(8, 'Иван Примеров', 'RU', '7705', 'Ivan Primerov', { remark: '只会俄语，地址写拉丁字母' }),
  person(9, 'Zofia Przykład', 'PL', '4480', 'Zofia Przyklad'),
  person(10, '김예시', 'KR', '1926', 'Kim Yesi', { star: 'VIP' }),
  person(11, 'ae123456', 'DE', '5058', 'Klaus Beispiel'),
  person(12, 'demo user', 'IT', '2073', 'Piero Esempio'),
  person(13, 'Lucas Exemplo da Silva Santos de Oliveira', 'BR', '6619', 'Lucas Exemplo', { star: '批发' }),
  person(14, 'Emily Sample', 'US', '3350', 'Emily Sample'),
];
