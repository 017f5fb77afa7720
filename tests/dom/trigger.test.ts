import { describe, expect, it } from 'vitest';
import { endsInTrigger } from '#lib/dom/trigger.ts';

describe('endsInTrigger', () => {
  it.each(['/', '、', '／', '您好 /', '第一行\n/', '您好\u3000、', '\u00a0/'])('opens for %j', (before) => {
    expect(endsInTrigger(before)).toBe(true);
  });

  it.each(['', '1/', '11/', '2026/', 'https:/', 'https://', '和/或/', '苹果、', 'a／', '您好。/', '/f', '/ '])(
    'stays closed for %j',
    (before) => {
      expect(endsInTrigger(before)).toBe(false);
    },
  );
});
