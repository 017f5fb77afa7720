import { h, listen, punish } from '../common/dom.js';

const wanted = new URLSearchParams(location.search);
const inner = new URLSearchParams({ uid: wanted.get('uid') ?? 'cntaobao', type: 'web' });
// The frame comes a little later than the page, as on the real site.
setTimeout(
  () => {
    document
      .querySelector('#ice-container')
      .append(h('iframe', { src: `https://market.m.taobao.com/app/im/chat-core/index.html?${inner}` }));
  },
  80 + Math.random() * 200,
);

listen('taobao', ({ type }) => {
  const lost = document.querySelector('.next-message');
  if (type === 'offline') lost.style.display = '';
  if (type === 'calm') lost.style.display = 'none';
  if (type === 'punish' || type === 'calm') punish(type === 'punish');
});
