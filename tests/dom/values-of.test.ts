import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { besideLabel, pairsIn } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { writtenText } from '#lib/dom/written-text.ts';

function elementOf(markup: string): Element {
  const document = new new Window().DOMParser().parseFromString(markup, 'text/html') as unknown as Document;
  return document.body.firstElementChild as Element;
}

describe('the value of a field', () => {
  it.each([
    '<div>林间小雨88</div>',
    '<div><span><b>林间小雨88</b></span></div>',
    '<div>林间<!-- -->小雨88</div>',
    '<div>林间<mark>小雨</mark>88</div>',
    '<div>林间小雨88<a>复制</a></div>',
    '<div>林间小雨88<button>修改</button><i class="x">展开全文</i></div>',
    '<div>林间小雨88<span>10:22</span></div>',
    '<div><span>林间小雨88</span><span>已读</span></div>',
    '<div>林间小雨88<i>（未读）</i><i class="icon"></i><img src="x"></div>',
  ])('of %s is what the site has not put beside it', (markup) => {
    expect(valuesOf(elementOf(markup))).toEqual(['林间小雨88']);
  });

  it.each([
    ['<div>林间小雨88<span>88VIP</span></div>', ['林间小雨88', '88VIP']],
    ['<div><span>3</span>tb583920176</div>', ['3', 'tb583920176']],
    ['<div>林间<em>小雨</em>88</div>', ['林间', '小雨', '88']],
    ['<div>请点<em>修改</em></div>', ['请点', '修改']],
    ['<div>￥<i>3</i>105.00</div>', ['￥', '3', '105.00']],
    ['<div>￥105.00<i>3</i></div>', ['￥105.00', '3']],
    ['<div>tb<span>88</span></div>', ['tb', '88']],
    ['<div><span>2026-09-27</span> <span>10:01:02</span></div>', ['2026-09-27', '10:01:02']],
  ])('of %s is in doubt', (markup, texts) => {
    expect(valuesOf(elementOf(markup))).toEqual(texts);
  });

  it.each([
    ['<p><span>￥</span><span>105.00</span></p>', '￥105.00'],
    ['<p>￥<em>1,105</em><em>.00</em></p>', '￥1,105.00'],
    ['<p>US $<b>24</b>.<sup>60</sup></p>', 'US $24.60'],
    ['<p><b>105</b>.00<i>元</i></p>', '105.00元'],
  ])('of %s is one amount', (markup, text) => {
    expect(valuesOf(elementOf(markup))).toEqual([text]);
  });

  it('is a word of a button where nothing else is there', () => {
    expect(valuesOf(elementOf('<div><a>修改</a></div>'))).toEqual(['修改']);
    expect(valuesOf(elementOf('<div> <script>x</script> </div>'))).toEqual([]);
  });
});

describe('what stands behind a label', () => {
  it.each([
    ['<div>订单编号：<span>4512300187000204539</span><a>复制</a></div>', ['4512300187000204539']],
    ['<div>订单编号：4512300187000204539<i>3</i></div>', ['4512300187000204539']],
    ['<div>订单编号：<span>4512300187000204539<i>3</i></span></div>', ['4512300187000204539', '3']],
    ['<div>商家编码：A-01<a>修改</a></div>', ['A-01']],
    ['<div>商家编码：A-01<i>新</i></div>', ['A-01', '新']],
    ['<div>商家编码：A-01<span>数量：1</span></div>', ['A-01']],
  ])('in %s', (markup, texts) => {
    expect(besideLabel(elementOf(markup), /^(?:订单编号|商家编码)：/)).toEqual(texts);
  });

  it('in a list of properties', () => {
    const list = '<div><p><b>颜色：</b><span>红色<a>修改</a></span></p><p><b>尺寸：</b><span>M<i>新</i></span></p></div>';
    expect(pairsIn(elementOf(list))).toEqual([
      { label: '颜色：', values: ['红色'] },
      { label: '尺寸：', values: ['M', '新'] },
    ]);
  });
});

describe('what somebody wrote into a message', () => {
  it.each([
    ['<pre>在吗？\n10:22 发的那件</pre>', '在吗？\n10:22 发的那件'],
    [
      '<pre>看 <a href="https://item.taobao.com/item.htm?id=1">https://item.taobao.com/item.htm?id=1</a> 这件</pre>',
      '看 https://item.taobao.com/item.htm?id=1 这件',
    ],
    [
      '<pre>电话<a href="tel:13900000001">13900000001</a>，信箱 <a>a.b@example.com</a></pre>',
      '电话13900000001，信箱 a.b@example.com',
    ],
    [
      '<pre>好的<img alt="[微笑]"><span class="face"><img alt="[玫瑰]"></span>谢谢<i class="face"></i></pre>',
      '好的[微笑][玫瑰]谢谢',
    ],
    ['<pre><img alt="[微笑]">好的</pre>', '[微笑]好的'],
    ['<div>第一行<br>第二行<div>第三行</div><div><span>10:22</span></div></div>', '第一行\n第二行\n第三行'],
    ['<div><div>第一行</div><div>10:22</div></div>', '第一行\n10:22'],
    ['<pre><span>已读</span></pre>', '已读'],
    ['<pre><span>昨天发货了</span><span>已读</span></pre>', '昨天发货了'],
    ['<pre>昨天发货了 <i>10:22</i><a>展开</a></pre>', '昨天发货了'],
  ])('in %s', (markup, text) => {
    expect(writtenText(elementOf(markup))).toBe(text);
  });

  it.each([
    '<pre>Hello, where is my order?<span>3</span></pre>',
    '<pre><span>Demo</span><span>10:22</span>Hello, where is my order?</pre>',
    '<pre>好的<a href="//vip.taobao.com">88VIP</a></pre>',
    '<div><div>第一行</div><span>新</span></div>',
  ])('is not known in %s', (markup) => {
    expect(writtenText(elementOf(markup))).toBeNull();
  });
});
