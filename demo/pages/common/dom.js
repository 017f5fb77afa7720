/** Makes an element: h('div', {class: 'x', onclick: f, title: 't'}, child, 'text', …). Null children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Asks the practice server; every answer comes late on purpose. */
export async function ask(site, name, query = {}) {
  const response = await fetch(`/__demo/api/${site}/${name}?${new URLSearchParams(query)}`);
  return response.json();
}

/**
 * The data call that the real page makes at this point, with an answer in the platform's own shape and encoding. The page
 * itself does not need it; it is there for whoever watches the page's network traffic.
 */
export function platformCall(url, form) {
  const options = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
  fetch(url, { credentials: 'include', ...options })
    .then((response) => response.arrayBuffer())
    .catch((error) => console.warn('platform call', error));
}

/** Address of an mtop call of the AliExpress gateway. */
export function mtop(api, data = {}) {
  const query = new URLSearchParams({
    jsv: '2.7.2',
    appKey: '30267743',
    t: String(Date.now()),
    sign: 'demo',
    api,
    v: '1.0',
    type: 'originaljson',
    dataType: 'json',
    data: JSON.stringify(data),
  });
  return `https://seller-acs.aliexpress.com/h5/${api.toLowerCase()}/1.0/?${query}`;
}

/** Tells the practice server that somebody pressed send. */
export function pressSend(site, buyer, text) {
  return fetch('/__demo/send', { method: 'POST', body: JSON.stringify({ site, buyer, text }) });
}

/** Listens to what the server pushes; answers a function that stops listening. */
export function listen(site, react) {
  const source = new EventSource('/__demo/events');
  source.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data);
    if (!event.site || event.site === site) react(event);
  });
  return () => source.close();
}

/** A slider wall like the platform's anti-bot check, or its removal. */
export function punish(on) {
  document.querySelector('.nc_wrapper')?.remove();
  if (!on) return;
  document.body.append(
    h(
      'div',
      {
        class: 'nc_wrapper',
        style:
          'position:fixed;inset:0;z-index:9999;background:rgba(255,255,255,.92);display:flex;align-items:center;justify-content:center',
      },
      h(
        'div',
        { style: 'width:320px;text-align:center;font-size:13px;color:#666' },
        h('p', {}, '亲，请拖动下方滑块完成验证'),
        h(
          'div',
          { id: 'nc_1__scale_text', style: 'height:36px;line-height:36px;background:#e8e8e8;border-radius:2px' },
          h(
            'span',
            { id: 'nc_1_n1z', style: 'float:left;width:40px;height:34px;margin:1px;background:#fff;border:1px solid #ccc' },
            '»',
          ),
          '请按住滑块，拖动到最右边',
        ),
      ),
    ),
  );
}
