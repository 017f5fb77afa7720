import { describe, expect, it } from 'vitest';
import { derive } from '#lib/teach/derive.ts';
import { isEditor, isSecret, speaksOfSecrets } from '#lib/teach/secrets.ts';
import { hostRulesSchema } from '#lib/teach/schema.ts';
import { pageOf } from './page.ts';

/** Ways that lead to nothing secret, however they are named. */
const HARMLESS = `div.card-no-border-top b|div.card-no-bg b|div.card-no-radius|div.card-no-hover|div.card-no-img b|div.card-no-more|div.pin-bar b|span.pin-badge|textarea[placeholder="严禁发送密码"]|textarea[placeholder="禁止索要验证码"]|textarea[placeholder="请勿泄露您的密码"]|div.customer-pin|span[data-pin]|li[data-chat-pin] b|div.user-pin b|div.pin-top b|div.pinned b|li.chat-pin|div.chat-pin-top|div.chat-item.is-pin|div.chat-item-pin-icon b|div.pin-msg b|div.pin-message b|div.pin-list > div|ul.pin-list li.pin-item|div.pin > span|div.pin__name|span.pin_title|div[class*="pin-top"] b|div.card-no-data b|span.card-no-msg|div.card-no-border b|div.card-no-padding > span|div.card-no-shadow b|p.card-no-wrap|div.card-nowrap b|div.msg-card-no-style b|div.card-no-margin|div[class*="card-no-data_"] b|div[class*="card-no-data"]|div.cardNoBorder b|div.acc-no-border|div.card-normal|div.card-notice|div.card-note|div.card-node b|div.cell-phone b|div.shopping|div.opinion b|div.spin b|span[aria-label="昵称"]|input.msg[type="text"]|div.spinner|span.pinyin|div[data-tab="10"]|textarea[placeholder="请输入消息"]|textarea[placeholder="请输入消息，请勿发送密码、验证码"]|textarea[placeholder="谨防诈骗，不要透露验证码"]|div[aria-label="切勿泄露银行卡号"]|textarea[placeholder="Never share your password"]`;

/** Ways that may lead to a password, a code, a card or an account. */
const SECRET = `.never-passw|textarea[placeholder="不要告诉他人 请输入支付密码"]|[aria-label="请勿告诉他人的验证码"]|div.card-no-select|div.card-no-content b|div.pin-box|div.card-no-border-top input[name="pwd"]|input[name="cvv"]|div[aria-label="验证码"]|div[aria-label="请输入验证码"]|div.pin input[type="text"]|div.pin-top input[type="text"]|form.pin > div input[type="text"]|span[data-pin] input[type="text"]|div.pin-input b|div.pin-code b|div.pin-number|div.pin-field b|div.pin-top-code|form#pin b|[name="pin"]|div.acc-no b|div.acc-num|div.card-no|div.card-no b|div.card-no-input b|div.card-no-value|div.card-no-field|div.card-no-text|div.card-no-wrap-input|div.card-no-data_input|div.cardNo b|div.cardNoInput|div.card-number|div.card-num|span[class*="card-no-"]|div.code-otp|div.captcha-free b|div.one-time b|textarea.chat-pwd|input[type="text"][placeholder="请勿泄露密码"]|textarea[placeholder="请输入密码，请勿告诉别人"]|textarea[placeholder="请勿重复。密码"]|textarea[placeholder="请勿告诉别人"] div.card-no`;

describe('what speaks of secrets', () => {
  it.each(HARMLESS.split('|'))('%s does not', (text) => expect(speaksOfSecrets(text)).toBe(false));
  it.each(SECRET.split('|'))('%s does', (text) => expect(speaksOfSecrets(text)).toBe(true));
});

describe('a place to type whose hint warns of secrets', () => {
  const taken = (html: string): boolean => {
    const editor = pageOf(html).querySelector('textarea, [contenteditable], input')!;
    const print = { site: 'custom', zone: 'Asia/Shanghai', currency: 'CNY' } as const;
    const derived = derive(editor, { field: 'chat.editor', page: 'chat', print, at: 1 });
    return (
      derived.ok &&
      isEditor(editor) &&
      hostRulesSchema.safeParse({ site: 'custom', host: 'chat.example.test', fields: [derived.rule] }).success
    );
  };

  it.each([
    '<textarea placeholder="请输入消息，请勿发送密码、验证码"></textarea>',
    '<div contenteditable="true" aria-label="切勿泄露验证码"></div>',
  ])('%s is taken', (html) => expect(taken(html)).toBe(true));

  it.each([
    '<textarea placeholder="请输入验证码，请勿告诉别人"></textarea>',
    '<input placeholder="请勿泄露密码">',
    '<input placeholder="请输入消息，请勿发送密码">',
  ])('%s is not', (html) => {
    expect(taken(html)).toBe(false);
    expect(isSecret(pageOf(html).querySelector('textarea, input')!)).toBe(true);
  });
});
