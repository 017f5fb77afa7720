/** What a page can find out about the functions that answers go through; the same text means that it sees no difference. */
export async function lookOfNatives(): Promise<string> {
  const seen: Record<string, unknown> = {};
  const clean = (stack: unknown): string =>
    String(stack)
      .split('\n')
      .filter((line) => !/evaluate|UtilityScript|eval at/.test(line))
      .join('|');
  const attempt = (act: () => unknown): unknown => {
    try {
      return String(act());
    } catch (error) {
      const { name, message, stack } = error as Error;
      const own = Object.getOwnPropertyDescriptor(error, 'stack');
      return [name, message, clean(stack), error instanceof Error, own && Object.keys(own).toSorted().join(), own?.enumerable];
    }
  };
  const look = (owner: object, key: string): void => {
    const own = Object.getOwnPropertyDescriptor(owner, key);
    const fn = (own?.value ?? own?.get) as ((...args: unknown[]) => unknown) | undefined;
    if (!own || typeof fn !== 'function') return;
    const at = `${Object.prototype.toString.call(owner)}.${key}`;
    seen[at] = {
      flags: [own.writable, own.configurable, own.enumerable, typeof own.set, Object.keys(own).join()],
      text: [fn.toString(), `${fn}`, Function.prototype.toString.call(fn)],
      names: [
        fn.name,
        fn.length,
        Reflect.ownKeys(fn).map(String),
        Object.entries(Object.getOwnPropertyDescriptors(fn)).map(([name, { value, get, set, ...flags }]) => [
          name,
          typeof value,
          typeof get,
          typeof set,
          flags,
        ]),
      ],
      kind: [typeof fn, Object.prototype.toString.call(fn), Object.getPrototypeOf(fn) === Function.prototype, 'prototype' in fn],
      called: attempt(() => Reflect.apply(fn, {}, ['GET', '/x'])),
      calledBare: attempt(() => Reflect.apply(fn, undefined, [])),
      made: attempt(() => Reflect.construct(fn, [])),
      ring: attempt(() => {
        const before = Object.getPrototypeOf(fn) as object;
        try {
          Object.setPrototypeOf(fn, Object.create(fn) as object);
          return 'allowed';
        } finally {
          Object.setPrototypeOf(fn, before);
        }
      }),
      bound: [fn.bind(null).name, fn.bind(null).length],
    };
  };
  for (const key of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData', 'body', 'clone', 'url'])
    look(Response.prototype, key);
  for (const key of ['open', 'send', 'responseText', 'onload']) look(XMLHttpRequest.prototype, key);
  for (const key of ['send', 'onmessage', 'constructor']) look(WebSocket.prototype, key);
  for (const key of ['fetch', 'WebSocket', 'XMLHttpRequest', 'Response', 'MessageChannel']) look(globalThis, key);
  for (const key of ['toString', 'call', 'apply']) look(Function.prototype, key);
  look(EventTarget.prototype, 'addEventListener');
  look(MessagePort.prototype, 'postMessage');
  seen['window'] = Object.getOwnPropertyNames(globalThis).filter((name) => !/^(?:__playwright|__pw)/.test(name));
  seen['document'] = [Object.getOwnPropertyNames(document), document.documentElement.getAttributeNames()];
  seen['extension'] = Object.keys((globalThis as { chrome?: object }).chrome ?? {});
  class Own extends WebSocket {
    mine = true;
  }
  const [plain, own] = [new WebSocket('wss://wss-cntaobao.dingtalk.com/'), new Own('wss://wss-cntaobao.dingtalk.com/')];
  seen['sockets'] = [
    plain instanceof WebSocket,
    plain.constructor === WebSocket,
    WebSocket.prototype.constructor === WebSocket,
    Object.getPrototypeOf(plain) === WebSocket.prototype,
    own instanceof Own && own instanceof WebSocket && own.mine,
    own.constructor === Own,
    Object.prototype.toString.call(plain),
    WebSocket.OPEN,
  ];
  plain.close();
  own.close();
  // Order in which what a page waits for comes about.
  const order: string[] = [];
  const answered = (async () => {
    const request = new XMLHttpRequest();
    const done = new Promise((resolve) => request.addEventListener('loadend', resolve));
    for (const type of ['readystatechange', 'loadstart', 'progress', 'load', 'loadend'] as const) {
      request.addEventListener(type, () => order.push(`${type}${request.readyState}`));
    }
    request.onload = () => order.push('onload');
    request.open('GET', 'https://seller-acs.aliexpress.com/h5/mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/');
    request.send();
    await done;
    void Promise.resolve().then(() => order.push('a turn later'));
  })();
  await answered;
  const response = await fetch(
    'https://seller-acs.aliexpress.com/h5/mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/',
  );
  order.push(`${response.bodyUsed} ${response.body === response.body} ${response.body?.locked}`);
  const read = response.json();
  order.push(`${read instanceof Promise} ${Object.getPrototypeOf(read) === Promise.prototype} ${response.bodyUsed}`);
  await read;
  order.push(await response.text().then(String, (error: Error) => `${error.name} ${error.message}`));
  const spoilt = new Response('{"a":');
  order.push(await spoilt.json().then(String, (error: Error) => error.name));
  seen['order'] = order;
  return JSON.stringify(seen, null, 1);
}

/** All that a script of the page, which came later, can try: to pass for either end, to get at the port, to forge a copy. */
export async function pageForges(order: string): Promise<string[]> {
  const got: string[] = [];
  const text = JSON.stringify({
    mainOrders: [
      {
        id: order,
        orderInfo: { id: order },
        buyer: { nick: '假买家' },
        payInfo: { actualFee: '9.00' },
        statusInfo: { text: '交易成功' },
        subOrders: [],
      },
    ],
  });
  const words = [
    { kind: 'copy', id: 'taobao/orders', text, channels: [] },
    { kind: 'risk' },
    { kind: 'refused', id: 'taobao/orders', why: 'secret' },
    'stop',
  ];
  for (const target of [document, globalThis, document.documentElement] as EventTarget[]) {
    for (const type of ['load', 'message', 'tap', 'tap:offer', 'keban']) {
      const heard = (event: Event): void => {
        const { ports } = event as MessageEvent;
        if (event.isTrusted || !(event instanceof MessageEvent) || ports.length === 0 || own.has(ports[0] as MessagePort)) return;
        got.push(`a port by ${type}`);
      };
      target.addEventListener(type, heard, true);
    }
  }
  const own = new Set<MessagePort>();
  for (const target of [document, globalThis, document.documentElement] as EventTarget[]) {
    for (const type of ['load', 'message', 'tap', 'tap:offer', 'keban']) {
      target.dispatchEvent(new Event(type));
      target.dispatchEvent(new CustomEvent(type, { detail: words[0] }));
      for (const word of words) {
        const { port1, port2 } = new MessageChannel();
        own.add(port2);
        const event = new MessageEvent(type, { data: word, ports: [port2], cancelable: true });
        if (!target.dispatchEvent(event)) got.push(`${type} was taken`);
        port1.addEventListener('message', () => got.push('an answer'));
        port1.start();
        port1.postMessage(word);
      }
    }
  }
  for (const word of words) {
    postMessage(word, '*');
    postMessage(
      {
        type: 'tapped',
        data: { commandId: '11111111-2222', site: 'taobao', orders: [], people: [], chats: [], seen: 1, refused: 0, risk: true },
      },
      '*',
    );
  }
  await new Promise((resume) => setTimeout(resume, 600));
  return got;
}

/** A parent page prepares a frame before it goes to a page of the site, to overhear what is said at its start. */
export async function parentOverhears(address: string): Promise<string[]> {
  const got: string[] = [];
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inner = frame.contentWindow as Window & typeof globalThis;
  const hear = (name: string) => (event: Event) => {
    if ((event as MessageEvent).ports?.length) got.push(`${name} ${event.type}`);
  };
  for (const type of ['load', 'message', 'tap']) {
    inner.addEventListener(type, hear('window'), true);
    inner.document.addEventListener(type, hear('document'), true);
  }
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.src = address;
  await loaded;
  await new Promise((resume) => setTimeout(resume, 500));
  frame.remove();
  return got;
}

/** Reads one answer in every way a page can; returns what each gave, as the page sees it. */
export async function readEveryWay(url: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  const gbk = new TextDecoder('gbk');
  const get = (): Promise<Response> => fetch(url, { method: 'POST', body: new URLSearchParams({ pageNum: '1' }) });
  const short = (text: string): string => `${text.length} ${(/"nick":"([^"]*)"/.exec(text) ?? [])[1] ?? ''}`;
  result['arrayBuffer'] = short(gbk.decode(await (await get()).arrayBuffer()));
  result['blob'] = short(gbk.decode(await (await (await get()).blob()).arrayBuffer()));
  result['clone'] = short(gbk.decode(await (await get()).clone().arrayBuffer()));
  const reader = (await get()).body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) chunks.push(part.value as Uint8Array);
  result['stream'] = short(gbk.decode(await new Blob(chunks as BlobPart[]).arrayBuffer()));
  for (const type of ['', 'text', 'arraybuffer', 'blob', 'json'] as const) {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = type;
    const done = new Promise((resolve) => request.addEventListener('load', resolve));
    request.send(new URLSearchParams({ pageNum: '1' }));
    await done;
    const body: unknown = request.response;
    if (typeof body === 'string') result[`xhr ${type}`] = short(body);
    else if (body instanceof ArrayBuffer) result[`xhr ${type}`] = short(gbk.decode(body));
    else if (body instanceof Blob) result[`xhr ${type}`] = short(gbk.decode(await body.arrayBuffer()));
    else result[`xhr ${type}`] = body === null ? 'null' : short(JSON.stringify(body));
  }
  return result;
}

/** Fetches and reads an answer so many times, ten at once; returns the milliseconds it took. */
export async function fetchOften(url: string, times: number): Promise<number> {
  const from = performance.now();
  for (let i = 0; i < times; i += 10) {
    await Promise.all(Array.from({ length: 10 }, async () => (await fetch(url)).text()));
  }
  return performance.now() - from;
}

/** Opens a socket, says something and returns the first answer. */
export function askSocket(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    Object.assign(globalThis, { lastSocket: socket });
    socket.addEventListener('open', () => text && socket.send(text));
    socket.addEventListener('message', (event) => resolve(String(event.data)));
    socket.addEventListener('error', () => reject(new Error('no socket')));
    if (!text) socket.addEventListener('open', () => resolve(''));
  });
}
