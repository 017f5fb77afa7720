import { beforeEach, describe, expect, it } from 'vitest';
import type * as Gate from '#lib/background/gate.ts';
import { declaredMetas, originsOf, siblingMetas } from '#lib/sites/registry.ts';
import type * as Siblings from '#lib/siblings.ts';
import { fakeBrowser, type FakeBrowser } from './fake-browser.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
let browser: FakeBrowser;
let siblings: typeof Siblings;
let gate: typeof Gate;
beforeEach(async () => {
  browser = fakeBrowser(ID);
  siblings = await import('#lib/siblings.ts');
  gate = await import('#lib/background/gate.ts');
});

const site = (id: string) => siblingMetas.find((each) => each.id === id)!;
const on = async (): Promise<string[]> => (await siblings.siblingsOn()).map(({ id }) => id);

describe('a switch', () => {
  it.each(siblingMetas.map(({ id }) => id))(
    'asks for exactly the hosts of %s, registers its script and gives all back',
    async (id) => {
      expect(await on()).toEqual([]);
      expect(await siblings.switchOn(site(id))).toBe(true);
      expect(browser.asked).toEqual([originsOf(site(id))]);
      expect(await on()).toEqual([id]);
      const [script] = [...browser.scripts.values()];
      expect(script).toMatchObject({ allFrames: true, runAt: 'document_start', persistAcrossSessions: true, js: [`${id}.js`] });
      expect(script?.matches).toEqual(site(id).matches);
      await siblings.switchOff(site(id));
      expect([await on(), browser.scripts.size, browser.granted.size]).toEqual([[], 0, 0]);
    },
  );

  it('changes nothing when the user declines', async () => {
    browser.answer = false;
    expect(await siblings.switchOn(site('lazada'))).toBe(false);
    expect([await on(), browser.scripts.size, browser.stored]).toEqual([[], 0, {}]);
  });

  it('reaches the pages that are open, and only those of its site', async () => {
    browser.tabs = [
      { id: 4, url: 'https://www.goofish.com/im' },
      { id: 5, url: 'https://air.1688.com/app/x' },
    ];
    await siblings.switchOn(site('goofish'));
    expect(browser.injected).toEqual([{ tabId: 4, files: ['/goofish.js'] }]);
  });

  it('ends what is open of its site, and nothing else', async () => {
    await siblings.switchOn(site('goofish'));
    browser.session['chat:4'] = { tabId: 4, site: 'goofish' };
    browser.session['chat:5'] = { tabId: 5, site: 'taobao' };
    await siblings.switchOff(site('goofish'));
    expect(Object.keys(browser.session)).toEqual(['chat:5']);
  });

  it('can be pressed twice', async () => {
    await siblings.switchOn(site('alibaba'));
    await siblings.switchOn(site('alibaba'));
    expect(await on()).toEqual(['alibaba']);
    await siblings.switchOff(site('alibaba'));
    await siblings.switchOff(site('alibaba'));
    expect(await on()).toEqual([]);
  });

  it('comes back after an update that dropped the script, and goes off when the browser took the hosts away', async () => {
    await siblings.switchOn(site('goofish'));
    await siblings.switchOn(site('alibaba1688'));
    browser.scripts.clear();
    await siblings.restoreSiblings();
    expect(await on()).toEqual(['goofish', 'alibaba1688']);
    browser.granted.delete('https://air.1688.com/*');
    expect(await on()).toEqual(['goofish']);
    await siblings.restoreSiblings();
    expect([...browser.scripts.keys()]).toEqual(['sibling-goofish']);
  });

  it('is not moved by what may stand in the storage', async () => {
    browser.stored['siblings'] = ['goofish', 'evil', 7];
    await siblings.restoreSiblings();
    expect([await on(), browser.scripts.size]).toEqual([[], 0]);
  });
});

describe('the gate', () => {
  const sender = (url: string): chrome.runtime.MessageSender =>
    ({ id: ID, url, origin: new URL(url).origin, frameId: 0, tab: { id: 1, windowId: 1 } }) as chrome.runtime.MessageSender;

  it('hears a site only while it is on', async () => {
    const page = sender('https://www.goofish.com/im');
    await expect(gate.originNow(page)).rejects.toThrow('known site');
    await siblings.switchOn(site('goofish'));
    expect((await gate.originNow(page)).url).toBe('https://www.goofish.com/im');
    await expect(gate.originNow(sender('https://air.1688.com/app/'))).rejects.toThrow('known site');
    await expect(gate.originNow(sender('https://www.goofish.com.evil.example/im'))).rejects.toThrow('known site');
    await expect(gate.originNow({ ...page, id: 'x' })).rejects.toThrow('another extension');
    browser.granted.clear();
    await expect(gate.originNow(page)).rejects.toThrow('known site');
    browser.granted.add('https://www.goofish.com/*');
    await siblings.switchOff(site('goofish'));
    await expect(gate.originNow(page)).rejects.toThrow('known site');
  });

  it('declares no host of a switched site to itself', () => {
    const declared = new Set(declaredMetas.flatMap(originsOf));
    expect(siblingMetas.flatMap(originsOf).filter((origin) => declared.has(origin))).toEqual([]);
  });
});
