import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SnapshotCard } from '#components/settings/SnapshotCard.tsx';
import { db } from '#lib/db/database.ts';
import { careDone, recheck } from '#lib/db/guard.ts';
import { addNote } from '#lib/db/notes.ts';
import { aCustomer, putCustomers } from '../support/customers.ts';
import { dropFakeFiles, useFakeFiles, useFakeLocks } from '../support/opfs.ts';

/** Files that the page has saved, in place of the browser's downloads. */
let saved: { name: string; blob: Blob }[];
const createUrl = URL.createObjectURL;

beforeEach(async () => {
  useFakeFiles();
  useFakeLocks();
  saved = [];
  let last: Blob | null = null;
  URL.createObjectURL = (blob) => {
    last = blob as Blob;
    return 'blob:saved';
  };
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last) saved.push({ name: this.download, blob: last });
  });
  await recheck(db);
  await careDone(db);
  await putCustomers(db, aCustomer('c_1', '林间小雨'));
  await addNote('c_1', '喜欢蓝色', db);
});
afterEach(() => {
  URL.createObjectURL = createUrl;
  vi.restoreAllMocks();
  dropFakeFiles();
});

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const choose = (file: File): void => {
  fireEvent.change(screen.getByLabelText('从备份文件恢复…', { selector: 'input' }), { target: { files: [file] } });
};

describe('everything as one file', () => {
  it('is saved, shown with what it would replace, and brought back', async () => {
    render(<SnapshotCard />);
    fireEvent.click(button('存成备份文件'));
    await waitFor(() => expect(saved).toHaveLength(1), { timeout: 10_000 });
    expect(saved[0]?.name).toMatch(/^客伴备份-\d{8}-\d{4}\.ndjson\.gz$/);
    const file = new File([saved[0]?.blob ?? ''], saved[0]?.name ?? '');
    await addNote('c_1', '之后写的', db);
    await putCustomers(db, aCustomer('c_2', '青山'));
    choose(file);
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('1 位客户、0 笔订单、1 条备注'), {
      timeout: 10_000,
    });
    expect(screen.getByRole('dialog').textContent).toContain('现有的 2 位客户');
    expect(await db.customers.count()).toBe(2);
    fireEvent.click(button('开始恢复'));
    await waitFor(() => button('继续工作'), { timeout: 10_000 });
    expect((await db.notes.toArray()).map((note) => note.text)).toEqual(['喜欢蓝色']);
  });

  it('that is none is refused by name, and nothing is changed', async () => {
    render(<SnapshotCard />);
    choose(new File(['订单编号,买家\n'], '订单.csv'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('“订单.csv”不是客伴的备份文件'));
    expect(await db.customers.count()).toBe(1);
  });
});
