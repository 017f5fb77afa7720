import type { Reminder } from '../../lib/domain/reminder.ts';
import { fileSteps } from './file-steps.ts';
import { openChat, paintedAs, shownCustomer, typeInto } from './look.ts';
import type { Step } from './steps.ts';
import { must, until, type World } from './world.ts';

async function setFollowUp(world: World, line: string): Promise<Reminder> {
  const { panel } = await openChat(world, 'taobaoChat', '林间小雨88');
  await paintedAs(panel, '林间小雨88');
  const customerId = await shownCustomer(panel);
  await typeInto(panel, 'f', line);
  await panel.keyboard.press('Enter');
  const text = line.split(' ').at(-1) ?? '';
  const set = await until(`跟进「${text}」`, async () =>
    (await world.rows<Reminder>('reminders')).find((r) => r.customerId === customerId && r.text === text && r.state === 'open'),
  );
  return world.soon(set);
}

async function notificationsNow(world: World): Promise<string[]> {
  const page = await world.own('popup.html');
  return page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
}

async function badgeNow(world: World): Promise<string> {
  const page = await world.own('popup.html');
  return page.evaluate(() => chrome.action.getBadgeText({}));
}

const dueAfterWorkerDeath: Step = {
  name: '跟进到期（后台脚本已被停掉）→ 通知、角标、弹窗',
  run: async (world) => {
    const reminder = await setFollowUp(world, '1分钟后 催付');
    await world.stopWorker();
    const id = `rem:${reminder.id}:${reminder.dueAt}`;
    await until('到期通知', async () => (await notificationsNow(world)).includes(id), 100_000);
    const late = Date.now() - reminder.dueAt;
    must(late >= 0, `通知早了 ${-late} 毫秒`);
    const badge = await badgeNow(world);
    must(Number(badge) >= 1, `角标是「${badge}」`);
    const popup = await world.own('popup.html');
    await popup.bringToFront();
    await popup.reload();
    await until('弹窗里的跟进', async () => (await popup.locator('body').innerText()).includes('催付'));
    await world.picture(popup, 'popup-due');
    return `通知 ${id}，晚 ${(late / 1000).toFixed(1)} 秒；角标 ${badge}；弹窗列出「催付」`;
  },
};

const dueWhileAway: Step = {
  name: '浏览器关着时到期 → 再开就提醒，只提醒一次',
  run: async (world) => {
    const reminder = await setFollowUp(world, '1分钟后 补发');
    await world.browser.kill();
    const wait = Math.max(0, reminder.dueAt - Date.now()) + 500;
    await new Promise((resume) => setTimeout(resume, wait));
    await world.revive();
    const id = `rem:${reminder.id}:${reminder.dueAt}`;
    await until('补发的通知', async () => (await notificationsNow(world)).some((n) => n === id || n === 'rem-group'), 30_000);
    await world.stopWorker();
    const popup = await world.own('popup.html');
    await popup.evaluate(() => chrome.alarms.create('tick', { when: Date.now() }));
    await popup.waitForTimeout(1500);
    const shown = (await notificationsNow(world)).filter((n) => n === id || n === 'rem-group');
    must(shown.length === 1, `通知了 ${shown.length} 次`);
    return `崩溃、错过、重开：一条通知（${shown[0]}）`;
  },
};

const doneAndSnooze: Step = {
  name: '弹窗里完成和改期',
  run: async (world) => {
    const popup = await world.own('popup.html');
    await popup.bringToFront();
    await popup.reload();
    const row = popup.locator('li', { hasText: '补发' }).first();
    await row.getByRole('button', { name: /完成/ }).first().click();
    await until('补发完成', async () =>
      (await world.rows<Reminder>('reminders')).some((r) => r.text === '补发' && r.state === 'done'),
    );
    const later = popup.locator('li', { hasText: '催付' }).first();
    await later.getByRole('button', { name: '改期' }).click();
    await popup.getByRole('menuitem', { name: /1 小时后/ }).click();
    const moved = await until('催付改期', async () =>
      (await world.rows<Reminder>('reminders')).find((r) => r.text === '催付' && r.dueAt > Date.now() + 50 * 60_000),
    );
    return `「补发」完成；「催付」改到 ${new Date(moved.dueAt).toLocaleTimeString('zh-CN')}`;
  },
};

const fromNotification: Step = {
  name: '点通知 → 聊天打开、资料在旁边；通知上也能完成',
  run: async (world) => {
    const first = await setFollowUp(world, '1分钟后 回电');
    const id = `rem:${first.id}:${first.dueAt}`;
    await until('回电的通知', async () => (await notificationsNow(world)).includes(id), 100_000);
    const chatTab = await world.tabOf(await world.shop('taobaoChat'));
    await (await world.own('popup.html')).bringToFront();
    await notify(world, 'onClicked', id);
    await until('聊天标签页到最前', async () => (await activeTab(world)) === chatTab);
    const second = await setFollowUp(world, '1分钟后 寄样');
    const secondId = `rem:${second.id}:${second.dueAt}`;
    await until('寄样的通知', async () => (await notificationsNow(world)).includes(secondId), 100_000);
    await notify(world, 'onButtonClicked', secondId, 0);
    await until('寄样完成', async () =>
      (await world.rows<Reminder>('reminders')).some((r) => r.id === second.id && r.state === 'done'),
    );
    must(!(await notificationsNow(world)).includes(secondId), '完成后通知还在');
    await notify(world, 'onButtonClicked', id, 1);
    const moved = await until('回电改期', async () =>
      (await world.rows<Reminder>('reminders')).find((r) => r.id === first.id && r.dueAt > Date.now() + 50 * 60_000),
    );
    const opened = await openedByNotification(world, moved);
    return `点「回电」回到聊天标签页 ${chatTab}；「完成」「1 小时后」都有效；聊天没开着时，点通知打开了 ${opened}`;
  },
};

/** With no chat open, a click on a notification opens the buyer's chat in a new tab with the profile beside it. */
async function openedByNotification(world: World, reminder: Reminder): Promise<string> {
  await (await world.shop('taobaoChat')).close();
  const opening = world.browser.context.waitForEvent('page');
  await notify(world, 'onClicked', `rem:${reminder.id}:${reminder.dueAt}`);
  const page = await opening;
  await page.waitForURL(/market\.m\.taobao\.com\/app\/im\/chat/);
  must(decodeURIComponent(page.url()).includes('cntaobao林间小雨88'), `打开了别的地址：${page.url()}`);
  const panel = await world.own(`sidepanel.html?tab=${await world.tabOf(page)}`);
  await paintedAs(panel, '林间小雨88');
  await panel.close();
  await page.close();
  return new URL(page.url()).pathname;
}

async function activeTab(world: World): Promise<number | undefined> {
  const page = await world.own('popup.html');
  return page.evaluate(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id);
}

/** Does what the browser does when a person clicks a notification; headless there is none to click. */
async function notify(world: World, event: 'onClicked' | 'onButtonClicked', id: string, button?: number): Promise<void> {
  const worker = await world.browser.worker();
  await worker.evaluate(
    ([name, notification, index]) => {
      const target = chrome.notifications[name as 'onClicked'] as unknown as { dispatch: (...values: unknown[]) => void };
      target.dispatch(notification, ...(index === undefined ? [] : [index]));
    },
    [event, id, button] as const,
  );
}

/** Follow-ups that fall due, the list of customers, files. */
export const homeSteps: readonly Step[] = [dueAfterWorkerDeath, dueWhileAway, doneAndSnooze, fromNotification, ...fileSteps];
