import { DEMO_URLS } from '../../../demo/server.ts';
import { chatFrame } from '../../../scripts/story/look.ts';
import { until, type World } from '../../../scripts/story/world.ts';

/** What came of following the welcome page. */
export interface FirstMinute {
  /** The steps as they are told. */
  told: string;
  /** The buyer whose conversation was opened, and what stands in the editor in the end. */
  buyer: string;
  draft: string;
}

/** How a person types who has never done it: milliseconds from key to key. */
const DELAY = 150;

/**
 * Does in a new profile what the welcome page says, with nothing known beside it: which keys, and that a buyer of the open
 * chat is to be clicked. The chat is the tab that the practice shop opens; the page itself was opened at installation.
 */
export async function followWelcome(world: World): Promise<FirstMinute> {
  const { context } = world.browser;
  const welcome = await until('欢迎页', async () => context.pages().find((page) => page.url().endsWith('/welcome.html')));
  const steps = welcome.locator('.welcome__try li');
  await steps.first().waitFor();
  const told = (await steps.allInnerTexts()).join('\n');
  const [typed = '', pressed = ''] = await steps.locator('kbd').allInnerTexts();

  const page = await context.newPage();
  await page.goto(DEMO_URLS[1] ?? '');
  const row = chatFrame(page).locator('.conversation-item').first();
  const buyer = await row.locator('.name').innerText();
  await row.click();
  const editor = chatFrame(page).locator('.ww_input pre.edit');
  await editor.click();
  await page.keyboard.type(typed, { delay: DELAY });
  await chatFrame(page).locator('[popover]:popover-open').waitFor();
  await new Promise((resume) => setTimeout(resume, 500));
  await page.keyboard.press(pressed);
  const draft = await until('话术在输入框里', async () => {
    const text = await editor.innerText();
    return text !== '' && !text.startsWith(typed) && text;
  });
  if (world.shots) await world.picture(page, 'first-minute');
  await page.close();
  return { told, buyer, draft };
}
