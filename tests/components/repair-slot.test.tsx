import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { RepairSlot } from '#components/doctor/RepairSlot.tsx';
import type { FieldHealth } from '#lib/domain/observation.ts';
import { jobOf } from '#lib/teach/job.ts';
import { TAB } from './kit.tsx';

const url = 'https://market.m.taobao.com/app/im/chat-core/index.html';
const page = { tabId: TAB, frameId: 0, reader: 'taobao/chat-2023', url, state: 'ready', health: {}, at: 1 } as const;

const show = (field: string, now: FieldHealth): ReturnType<typeof render> =>
  render(<RepairSlot page={page} row={{ field, now, need: 'usual', verdict: now === 'refused' ? 'doubt' : 'gone' }} />);

test("messages are pointed at on both sides: without one's own nobody knows who said what", async () => {
  show('message.sender', 'missing');
  fireEvent.click(screen.getByRole('button', { name: '指给我看' }));
  await waitFor(async () => expect((await jobOf(TAB))?.steps).toEqual(['message.text', 'message.own']));
});

test('is not offered where the page itself says two things about who wrote', () => {
  show('message.sender', 'refused');
  show('message.text', 'refused');
  expect(screen.queryByRole('button')).toBeNull();
  show('peer.name', 'refused');
  expect(screen.getByRole('button', { name: '指给我看' })).toBeDefined();
});
