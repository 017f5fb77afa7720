import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuardBanner } from '#components/guard/GuardBanner.tsx';
import { whenText } from '#components/guard/when.ts';
import { db, KebanDatabase } from '#lib/db/database.ts';
import { careDone, recheck } from '#lib/db/guard.ts';
import { addNote } from '#lib/db/notes.ts';
import { snapshotNow } from '#lib/db/snapshot.ts';
import { aCustomer, putCustomers } from '../support/customers.ts';
import { dropFakeFiles, useFakeFiles, useFakeLocks, type FakeFiles } from '../support/opfs.ts';

let files: FakeFiles;
beforeEach(async () => {
  files = useFakeFiles();
  useFakeLocks();
  await recheck(db);
  await careDone(db);
  await putCustomers(db, aCustomer('c_1', '林间小雨'));
});
afterEach(dropFakeFiles);

/** Empties the store as a crash of the browser does. */
async function lose(): Promise<void> {
  await Promise.all(db.tables.map((table) => table.clear()));
  await recheck(db);
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

describe('GuardBanner', () => {
  it('says nothing while all is well', async () => {
    const { container } = render(<GuardBanner />);
    await recheck(db);
    expect(container.textContent).toBe('');
  });

  it('leads from the loss through the restore back to work', async () => {
    await snapshotNow('manual', db);
    await addNote('c_1', '喜欢蓝色', db);
    await lose();
    render(<GuardBanner />);
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('客户数据不见了'));
    fireEvent.click(button('恢复数据'));
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('1 位客户，0 笔订单'));
    fireEvent.click(button('开始恢复'));
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('补上了之后的 1 次修改'), { timeout: 10_000 });
    fireEvent.click(button('继续工作'));
    await waitFor(() => expect(document.body.textContent).toBe(''));
    expect((await db.notes.toArray()).map((n) => n.text)).toEqual(['喜欢蓝色']);
  });

  it('lets a person begin anew only when there is nothing to restore, and asks twice', async () => {
    await lose();
    files.folders.clear();
    render(<GuardBanner />);
    await waitFor(() => button('恢复数据'));
    fireEvent.click(button('恢复数据'));
    await waitFor(() => button('从空白开始'));
    fireEvent.click(button('从空白开始'));
    fireEvent.click(button('确定从空白开始'));
    await waitFor(() => expect(document.body.textContent).toBe(''), { timeout: 10_000 });
    await putCustomers(db, aCustomer('c_2', '新客'));
    expect(await db.customers.count()).toBe(1);
  });

  it('tells of a newer version that nothing can be changed', async () => {
    await db.meta.put({ key: 'minReader', value: 99 });
    await recheck(db);
    render(<GuardBanner />);
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('只能查看'));
    const past = new KebanDatabase();
    await past.meta.delete('minReader');
    past.close();
    fireEvent.click(button('重试'));
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  });
});

describe('whenText', () => {
  it('says a moment as people do, in local time', () => {
    const now = new Date(2026, 10, 21, 0, 30).getTime();
    expect(whenText(new Date(2026, 10, 21, 0, 5).getTime(), now)).toBe('今天 00:05');
    expect(whenText(new Date(2026, 10, 20, 23, 59).getTime(), now)).toBe('昨天 23:59');
    expect(whenText(new Date(2026, 10, 3, 9, 5).getTime(), now)).toBe('11月3日 09:05');
  });
});
