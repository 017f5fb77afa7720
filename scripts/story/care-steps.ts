import type { Customer } from '../../lib/domain/customer.ts';
import type { Note } from '../../lib/domain/note.ts';
import type { Reminder } from '../../lib/domain/reminder.ts';
import { openChat, paintedAs, shownCustomer, typeInto } from './look.ts';
import type { Step } from './steps.ts';
import { must, until, type World } from './world.ts';

async function customerShown(world: World): Promise<{ panel: Awaited<ReturnType<World['panel']>>; id: string }> {
  const { panel } = await openChat(world, 'taobaoChat', '林间小雨88');
  await paintedAs(panel, '林间小雨88');
  await panel.bringToFront();
  return { panel, id: await shownCustomer(panel) };
}

const tagNoteFollow: Step = {
  name: '只用键盘：标签、备注、跟进，都能撤销',
  run: async (world) => {
    const { panel, id } = await customerShown(world);
    await typeInto(panel, 't', '大码');
    await panel.keyboard.press('Enter');
    await until('标签入库', async () =>
      (await world.rows<Customer>('customers')).find((c) => c.id === id)?.tags.includes('大码'),
    );
    await panel.keyboard.press('Escape');
    await typeInto(panel, 'n', '怕起球，喜欢顺丰');
    await panel.keyboard.press('Control+Enter');
    await until('备注入库', async () =>
      (await world.rows<Note>('notes')).some((n) => n.customerId === id && n.text === '怕起球，喜欢顺丰'),
    );
    await panel.keyboard.press('Escape');
    await typeInto(panel, 'f', '明天 15:00 回访');
    await panel.keyboard.press('Enter');
    const reminder = await until('跟进入库', async () =>
      (await world.rows<Reminder>('reminders')).find((r) => r.customerId === id && r.text === '回访'),
    );
    const due = new Date(reminder.dueAt);
    must(due.getHours() === 15 && due.getMinutes() === 0, `跟进时间是 ${due.toString()}`);
    await world.picture(panel, 'panel-follow-up');
    await panel.keyboard.press('Escape');
    await panel.locator('.panel').click({ position: { x: 2, y: 2 } });
    await panel.keyboard.press('Control+z');
    await until('撤销跟进', async () => (await world.rows<Reminder>('reminders')).every((r) => r.id !== reminder.id));
    await typeInto(panel, 'f', '明天 15:00 回访');
    await panel.keyboard.press('Enter');
    await until('再次设好跟进', async () =>
      (await world.rows<Reminder>('reminders')).some((r) => r.customerId === id && r.text === '回访'),
    );
    return `标签「大码」、备注「怕起球，喜欢顺丰」、跟进「回访」${due.toLocaleString('zh-CN')}；撤销后又设了一次`;
  },
};

const afterRestart: Step = {
  name: '浏览器重启后都还在',
  run: async (world) => {
    await world.restart();
    const { panel, id } = await customerShown(world);
    const text = await panel.locator('.panel').innerText();
    must(text.includes('大码'), '标签不见了');
    must(text.includes('怕起球，喜欢顺丰'), '备注不见了');
    const open = (await world.rows<Reminder>('reminders')).filter((r) => r.customerId === id && r.state === 'open');
    must(open.length === 1, `跟进有 ${open.length} 条`);
    return '标签、备注、跟进都在';
  },
};

/** Tags, notes, follow-ups. */
export const careSteps: readonly Step[] = [tagNoteFollow, afterRestart];
