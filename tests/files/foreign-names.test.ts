import { expect, it } from 'vitest';
import { briskineText, chatwootText } from '../../lib/files/templates/foreign.ts';

it.each([
  ['Hi {{contact.first_name}} {{contact.last_name}}', 'Hi {name}'],
  ['Hi {{ contact.first_name }}{{ contact.last_name }}!', 'Hi {name}!'],
  ['Dear {{contact.last_name}}, {{contact.first_name}}:', 'Dear {name}:'],
  ['Hi {{contact.first_name | default: "there"}} {{contact.last_name}}', 'Hi {name|there}'],
  ['Hi {{contact.first_name | capitalize}} {{contact.last_name | capitalize}}', 'Hi {name}'],
  ['{{agent.first_name}} {{agent.last_name}} of {{account.name}}', '{staff} of {shop}'],
  ['Hi {{contact.first_name}}, I am {{agent.first_name}}', 'Hi {name}, I am {staff}'],
  ['{{contact.first_name}}, {{contact.first_name}}!', '{name}, {name}!'],
  ['{{contact.last_name}} {{contact.last_name}}', '{name} {name}'],
  ['{{contact.first_name}} {{agent.last_name}}', '{name} {staff}'],
  ['Hi {{contact.first_name}}. Is {{contact.last_name}} your name?', 'Hi {name}. Is {name} your name?'],
  ['Hi {{contact.first_name}}', 'Hi {name}'],
  ['{{contact.last_name}}{{contact.first_name}}您好', '{买家昵称}您好'],
])('a canned response of Chatwoot has a name once: %s', (text, body) => {
  expect(chatwootText(text, 'en')).toBe(body);
});

it.each([
  ['Hi {{to.first_name}} {{to.last_name}}', 'Hi {name}'],
  ['Hi <b>{{to.first_name}}</b> {{to.last_name}},', 'Hi {name},'],
  ['Hi {{to.0.first_name}} {{to.0.last_name}}', 'Hi {name}'],
  ['Hi {{to.[0].first_name}} {{to.[0].last_name}}', 'Hi {name}'],
  ['Hi {{to.first_name}}{{#if to.last_name}} {{to.last_name}}{{/if}}!', 'Hi {name}!'],
  ['Hi {{#if to.first_name}}{{to.first_name}} {{to.last_name}}{{else}}there{{/if}}', 'Hi {如果 name}{name}{否则}there{结束}'],
  ['{{#if to.first_name}}{{to.first_name}}{{/if}} {{to.last_name}}', '{如果 name}{name}{结束} {name}'],
  ['{{from.first_name}} {{from.last_name}}', '{staff}'],
  ['{{account.first_name}} {{account.last_name}}', '{staff}'],
  ['{{to.first_name}}, {{from.first_name}} here', '{name}, {staff} here'],
  ['Hi {{to.first_name}}', 'Hi {name}'],
])('a template of Briskine has a name once: %s', (text, body) => {
  expect(briskineText(text, 'en')).toBe(body);
});
