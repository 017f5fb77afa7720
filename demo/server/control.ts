import type { Site } from '../data.ts';
import { addHistory, findBuyer, publish, receive, reset, withdraw } from './state.ts';
import type { State } from './state.ts';

/** What a test or a curious user may make happen in the open pages. */
export interface Control {
  message(order: { site: Site; buyer: string; text: string }): void;
  switchTo(order: { site: Site; buyer: string }): void;
  flood(order: { site: Site; buyer?: string; count: number }): void;
  withdraw(order: { site: Site; buyer: string }): void;
  /** Puts so many older messages before a buyer's conversation, from the next opening on. */
  history(order: { site: Site; buyer: string; count: number }): void;
  /** "offline": connection lost; "punish": slider over the page; "calm": both gone. */
  weather(order: { site: Site; state: 'offline' | 'punish' | 'calm' }): void;
  reset(): void;
}

const QUESTIONS: Record<Site, string[]> = {
  taobao: [
    '在吗',
    '什么时候发货',
    '能便宜点吗',
    '有没有优惠券',
    '这个会起球吗',
    '可以开发票吗',
    '尺码怎么选',
    '发什么快递',
    '收到了谢谢',
    '怎么退货',
  ],
  aliexpress: [
    'Hello',
    'When will you ship?',
    'Any discount?',
    'Where is my order?',
    '¿Cuánto tarda el envío?',
    'Obrigado!',
    'Спасибо',
    'Is it in stock?',
  ],
};

/** The control functions over one running practice shop. */
export function createControl(state: State): Control {
  return {
    message: ({ site, buyer, text }) => {
      receive(state, site, buyer, text);
    },
    switchTo: ({ site, buyer }) => {
      publish(state, { type: 'switch', site, buyer: findBuyer(state.shops[site], buyer).id });
    },
    flood: ({ site, buyer, count }) => {
      const { buyers } = state.shops[site];
      const questions = QUESTIONS[site];
      for (let index = 0; index < count; index += 1) {
        const who = buyer ?? buyers[index % buyers.length]?.id ?? '';
        receive(state, site, who, `${questions[index % questions.length]} ${index + 1}`);
      }
    },
    withdraw: ({ site, buyer }) => withdraw(state, site, buyer),
    history: ({ site, buyer, count }) => addHistory(state, site, buyer, count),
    weather: ({ site, state: type }) => publish(state, { type, site }),
    reset: () => reset(state),
  };
}

/** Carries out an order that came as JSON; answers false if the action is unknown. Throws if the buyer is unknown. */
export function obey(control: Control, order: Record<string, unknown>): boolean {
  const site: Site = order['site'] === 'aliexpress' ? 'aliexpress' : 'taobao';
  const buyer = String(order['buyer'] ?? '');
  const count = Number(order['count'] ?? 100);
  switch (order['action']) {
    case 'message':
      control.message({ site, buyer, text: String(order['text'] ?? '') });
      return true;
    case 'switch':
      control.switchTo({ site, buyer });
      return true;
    case 'flood':
      control.flood(buyer ? { site, buyer, count } : { site, count });
      return true;
    case 'withdraw':
      control.withdraw({ site, buyer });
      return true;
    case 'history':
      control.history({ site, buyer, count });
      return true;
    case 'offline':
    case 'punish':
    case 'calm':
      control.weather({ site, state: order['action'] });
      return true;
    case 'reset':
      control.reset();
      return true;
    default:
      return false;
  }
}
