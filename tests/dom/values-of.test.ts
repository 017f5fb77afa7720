import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { joinedIn } from '#lib/dom/alike.ts';
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
    '<div>林间<em>小雨</em>88</div>',
    '<div><em class="search-highlight">林间</em>小雨88</div>',
    '<div>林间<img src="x">小雨88</div>',
    '<div>林间小雨88<svg><title>已认证</title></svg><i class="iconfont">\ue601</i></div>',
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
    ['<p>CN￥ 954<span>.91</span></p>', 'CN￥ 954.91'],
  ])('of %s is one amount', (markup, text) => {
    expect(valuesOf(elementOf(markup))).toEqual([text]);
  });

  it('is a word of a button where nothing else is there', () => {
    expect(valuesOf(elementOf('<div><a>修改</a></div>'))).toEqual(['修改']);
    expect(valuesOf(elementOf('<div> <script>x</script> </div>'))).toEqual([]);
  });
});

describe('several spans that nothing tells apart', () => {
  it.each([
    ['<div><span>Nora</span> <span>Testperson</span></div>', ['Nora Testperson']],
    ['<b><span><span>Nora </span></span><span>Testperson</span></b>', ['Nora Testperson']],
    ['<div><span>2026-09-27</span> <span>10:01:02</span></div>', ['2026-09-27', '10:01:02']],
    ['<div><span>Nora</span><span>3</span></div>', ['Nora', '3']],
    ['<div><span>Nora</span><span>[预售]</span></div>', ['Nora', '[预售]']],
    ['<div><span class="tag">Nora</span><span class="tag">VIP</span></div>', ['Nora', 'VIP']],
    ['<div>Nora<span>VIP</span></div>', ['Nora', 'VIP']],
  ])('are one text where they hold all of it: %s', (markup, texts) => {
    expect(joinedIn(elementOf(markup))).toEqual(texts);
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
    ['<pre>请在 <span>10:22</span> 前回复</pre>', '请在 10:22 前回复'],
    ['<pre>显示<span class="x">已读</span>为什么不回</pre>', '显示已读为什么不回'],
    ['<pre>我要<b>红色</b>的<i class="num">2</i>件</pre>', '我要红色的2件'],
    ['<pre>10 m<sup>2</sup> of <i>very</i> <em>nice</em> cloth</pre>', '10 m2 of very nice cloth'],
    ['<pre>什么时候<em class="high-light">发货</em></pre>', '什么时候发货'],
    ['<pre><span class="at">@小竹</span> 在吗<span class="emoji">😀</span></pre>', '@小竹 在吗😀'],
    ['<pre>订单 <span class="link">4512300187000204539</span></pre>', '订单 4512300187000204539'],
    ['<pre><font color="red">急</font>，什么时候发货</pre>', '急，什么时候发货'],
    ['<pre><span>在吗</span><img alt="[微笑]"><span>我的货呢</span></pre>', '在吗[微笑]我的货呢'],
    ['<pre><span class="line">第一行</span><br><span class="line">第二行</span></pre>', '第一行\n第二行'],
    ['<div><p><span>第一</span><span>行</span></p><p>第二<b>个</b>行</p></div>', '第一行\n第二个行'],
    ['<pre><span data-a="1"><span data-b="1">Hello </span><span data-b="1">there</span></span></pre>', 'Hello there'],
  ])('in %s', (markup, text) => {
    expect(writtenText(elementOf(markup))).toBe(text);
  });

  it.each([
    '<pre>Hello, where is my order?<span>3</span></pre>',
    '<pre><span>Demo</span><span>10:22</span>Hello, where is my order?</pre>',
    '<pre>好的<a href="//vip.taobao.com">88VIP</a></pre>',
    '<pre><span>Demo</span><span>2026-01-02 10:22:00</span><span>Hello</span></pre>',
    '<pre><span class="name">Demo</span><span class="words">Hello</span></pre>',
    '<pre><span>Hello</span><span role="button">撤回</span></pre>',
    '<pre><i class="help">?</i>Hello</pre>',
    '<pre>Hello <span>2026-01-02</span></pre>',
    '<div><div>第一行</div><span>新</span></div>',
  ])('is not known in %s', (markup) => {
    expect(writtenText(elementOf(markup))).toBeNull();
  });
});
