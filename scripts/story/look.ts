import type { FrameLocator, Locator, Page } from 'playwright-core';
import { must, type ShopPage, until, type World } from './world.ts';

/** Returns the frame of the Taobao chat page that holds the chat itself. */
export function chatFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[src*="chat-core"]');
}

/** Opens a buyer's conversation as a person does, by a click in the list; returns the chat page and the panel beside it. */
export async function openChat(world: World, name: ShopPage, buyer: string, nth = 0): Promise<{ page: Page; panel: Page }> {
  const panel = await world.panel(name);
  const page = await world.shop(name);
  await page.bringToFront();
  const row =
    name === 'taobaoChat'
      ? rowOf(chatFrame(page), '.conversation-item', buyer).first()
      : rowOf(page, '.im-session-item', buyer).nth(nth);
  await row.click();
  return { page, panel };
}

/** Returns the rows of a list that are of a buyer, not of one whose name only begins like it. */
export function rowOf(list: Page | FrameLocator, row: string, buyer: string): Locator {
  return list.locator(row).filter({ has: list.getByText(buyer, { exact: true }) });
}

/** Returns the text of the panel but for the line of those who wait: it may name another buyer. */
export function panelText(panel: Page): Promise<string> {
  return panel.locator('.panel').evaluate((all: HTMLElement) => {
    const others = all.querySelector<HTMLElement>('.wait-strip')?.innerText;
    return others ? all.innerText.replace(others, '') : all.innerText;
  });
}

/** Waits until the panel shows a customer under a name, to the letter: another one's may begin with it; returns what it says. */
export async function paintedAs(panel: Page, name: string): Promise<string> {
  return until(`侧边栏显示 ${name}`, async () => {
    const state = await panel.locator('.panel').getAttribute('data-panel-state');
    const heading = await panel
      .locator('.customer-head__name')
      .innerText()
      .catch(() => '');
    // Read last, so that it is not older than what was waited for.
    return state === 'customer' && heading === name ? panelText(panel) : null;
  });
}

/** Returns the id of the customer that the panel shows. */
export async function shownCustomer(panel: Page): Promise<string> {
  const id = await panel.locator('.panel').getAttribute('data-customer-id');
  must(id, '侧边栏没有显示客户');
  return id;
}

/** Returns what stands in the editor of a chat page. */
export async function draftOf(page: Page, name: ShopPage): Promise<string> {
  return name === 'taobaoChat'
    ? chatFrame(page).locator('.ww_input pre.edit').innerText()
    : page.locator('textarea.im-message-input-no-auto-height').inputValue();
}

/** Empties the editor as a person does and puts the caret into it. */
export async function clearDraft(page: Page, name: ShopPage): Promise<void> {
  const editor =
    name === 'taobaoChat'
      ? chatFrame(page).locator('.ww_input pre.edit')
      : page.locator('textarea.im-message-input-no-auto-height');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
}

/** Presses a key of the panel that leads into a field, and types there once the field has the focus. */
export async function typeInto(panel: Page, key: string, text: string): Promise<void> {
  await panel.bringToFront();
  await panel.locator('.panel').click({ position: { x: 2, y: 2 } });
  await panel.keyboard.press(key);
  await until(
    `「${key}」打开输入框`,
    () => panel.evaluate(() => document.activeElement?.matches('input, textarea') ?? false),
    5000,
  );
  await panel.keyboard.type(text);
}

/** Has a page of the extension believe that nobody sees it, as when another tab is in front: a driven browser shows all. */
export function lookAway(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
