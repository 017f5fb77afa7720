import { HEALTH_PREFIX, type Installed, INSTALLED_KEY, type PageNow, type ReaderHealth } from '../domain/health.ts';
import { judge, type Light, type Verdict, worse } from '../domain/health-verdict.ts';
import { pageAt, siteMetas } from '../sites/registry.ts';
import { isChatReader, READ_KINDS, vitalsOf } from '../sites/vital.ts';

/** What a tab is to the extension right now. Each has a title, an advice and a word beside the dot in the catalogue. */
type Condition =
  | 'reading'
  | 'idle'
  | 'login'
  | 'punish'
  | 'loading'
  | 'empty'
  | 'unknown'
  | 'wrong-shop'
  | 'other-shop'
  | 'no-script'
  | 'updated'
  | 'not-read'
  | 'unsupported'
  | 'waiting';

/** Everything that is known of a tab. */
export interface TabFacts {
  /** The tab's address; undefined where the browser does not show it to us. */
  url: string | undefined;
  pages: readonly PageNow[];
  records: Readonly<Record<string, ReaderHealth>>;
  /** Whether a script of ours answered in the tab; undefined while nobody asked. */
  script: 'there' | 'missing' | undefined;
  installed: Installed | null;
  /** Shop of the customer on show and of the chat, to tell when they are not the same. */
  shownShop?: string | null;
  chatShop?: string | null;
}

export interface TabHealth {
  condition: Condition;
  light: Light;
  /** The page that the verdict is about. */
  page?: PageNow;
  verdict?: Verdict;
  /** Epoch ms from which on the answer may be another one although nothing changed. */
  until?: number;
}

/** How long a page may be loading or unrecognised before it counts as trouble (ms). */
const SETTLE = 8000;
const DAY = 86_400_000;

const LIGHTS: Record<Condition, Light> = {
  reading: 'good',
  idle: 'none',
  login: 'bad',
  punish: 'bad',
  loading: 'none',
  empty: 'none',
  unknown: 'bad',
  'wrong-shop': 'bad',
  'other-shop': 'warn',
  'no-script': 'bad',
  updated: 'bad',
  'not-read': 'none',
  unsupported: 'none',
  waiting: 'none',
};

function rank(page: PageNow): number {
  if (page.state === 'login' || page.state === 'punish') return 0;
  if (isChatReader(page.reader)) return page.state === 'unknown' ? 4 : 1;
  if (page.reader.includes('/shell') || page.reader.includes('/gate')) return 5;
  return page.state === 'unknown' ? 3 : 2;
}

/** Returns the page of a tab that matters most: one that asks for a person, then the chat, the frame around it last. */
function mainPage(pages: readonly PageNow[]): PageNow | undefined {
  return pages.toSorted((a, b) => rank(a) - rank(b) || a.frameId - b.frameId)[0];
}

function namesTwoShops(pages: readonly PageNow[], page: PageNow): boolean {
  const keys = new Set(pages.flatMap(({ reader, shop }) => (shop ? `${reader.split('/')[0]}|${shop}` : [])));
  return keys.size > 1 || page.health['shop'] === 'refused' || page.health['shop.key'] === 'refused';
}

function withoutPage({ url, script, installed }: TabFacts, now: number): TabHealth {
  const plain = (condition: Condition): TabHealth => ({ condition, light: LIGHTS[condition] });
  if (url === undefined || !URL.canParse(url)) return plain('unsupported');
  const address = new URL(url);
  const at = pageAt(address);
  if (!at) return plain(isSiteHost(address.hostname) ? 'not-read' : 'unsupported');
  if (READ_KINDS[at.site.id]?.includes(at.kind) === false) return plain('not-read');
  if (script === 'missing') {
    return plain(installed?.reason === 'update' && now - installed.at < DAY ? 'updated' : 'no-script');
  }
  return plain(script === 'there' ? 'unknown' : 'waiting');
}

function isSiteHost(hostname: string): boolean {
  return siteMetas.flatMap((site) => site.matches).some((pattern) => pattern.split('/')[2] === hostname);
}

/** The verdict on the main page, with what is essential in the frames around it. */
function verdictOn(page: PageNow, { pages, records }: TabFacts, now: number): Verdict {
  const verdict = judge(page, records[page.reader], vitalsOf(page.reader), now);
  for (const other of pages) {
    if (other === page || other.state !== 'ready') continue;
    const around = judge(other, records[other.reader], vitalsOf(other.reader), now);
    const wrong = around.rows.filter((row) => row.need === 'essential' && row.verdict === 'doubt');
    if (wrong.length === 0) continue;
    verdict.rows.unshift(...wrong);
    verdict.light = worse(verdict.light, around.light);
    if (around.until !== undefined) verdict.until = Math.min(verdict.until ?? Infinity, around.until);
  }
  return verdict;
}

/** Says what a tab is to the extension at a moment (epoch ms). */
export function diagnose(facts: TabFacts, now: number): TabHealth {
  const page = mainPage(facts.pages);
  if (!page) return withoutPage(facts, now);
  if (page.state !== 'ready') {
    const patient = page.state === 'loading' || page.state === 'unknown';
    const late = now - page.at >= SETTLE;
    const condition: Condition = page.state === 'unknown' && !late ? 'loading' : page.state;
    const light = condition === 'loading' && late ? 'warn' : LIGHTS[condition];
    return { condition, light, page, ...(patient && !late ? { until: page.at + SETTLE } : {}) };
  }
  const verdict = verdictOn(page, facts, now);
  const until = verdict.until === undefined ? {} : { until: verdict.until };
  if (namesTwoShops(facts.pages, page)) return { condition: 'wrong-shop', light: 'bad', page, verdict, ...until };
  if (facts.shownShop && facts.chatShop && facts.shownShop !== facts.chatShop)
    return { condition: 'other-shop', light: verdict.light === 'bad' ? 'bad' : 'warn', page, verdict, ...until };
  return { condition: verdict.idle ? 'idle' : 'reading', light: verdict.light, page, verdict, ...until };
}

/** What the extension's storage knows of all readers. */
export interface HealthStore {
  records: Record<string, ReaderHealth>;
  installed: Installed | null;
}

/** Returns the records of readers among stored values. */
export function storeOf(values: Readonly<Record<string, unknown>>): HealthStore {
  const records: Record<string, ReaderHealth> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith(HEALTH_PREFIX)) records[key.slice(HEALTH_PREFIX.length)] = value as ReaderHealth;
  }
  return { records, installed: (values[INSTALLED_KEY] as Installed | undefined) ?? null };
}
