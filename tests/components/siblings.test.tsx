import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { openDashboard } from './dashboard-kit.tsx';
import { browserState } from './fake-chrome.ts';
import { expectAccessible } from './kit.tsx';

afterEach(cleanup);

const theSwitch = async (name: string): Promise<HTMLInputElement> => {
  openDashboard('#/settings');
  const found = (await screen.findByRole('switch', { name })) as HTMLInputElement;
  await waitFor(() => expect(found.disabled).toBe(false));
  return found;
};

test('every platform is off, and on only when the browser agreed', async () => {
  const goofish = await theSwitch('闲鱼');
  const names = ['闲鱼', '1688', 'Lazada', '阿里国际站'];
  for (const name of names) expect((screen.getByRole('switch', { name }) as HTMLInputElement).checked).toBe(false);
  fireEvent.click(goofish);
  await waitFor(() => expect(goofish.checked).toBe(true));
  expect([...browserState.granted]).toEqual(['https://www.goofish.com/*']);
  expect([...browserState.scripts.keys()]).toEqual(['sibling-goofish']);
  expect((screen.getByRole('switch', { name: '1688' }) as HTMLInputElement).checked).toBe(false);
  await expectAccessible(screen.getByRole('region', { name: '更多平台' }));
  fireEvent.click(goofish);
  await waitFor(() => expect(goofish.checked).toBe(false));
  expect([browserState.granted.size, browserState.scripts.size]).toEqual([0, 0]);
});

test('a refusal is said, and the switch stays off', async () => {
  browserState.grants = false;
  const lazada = await theSwitch('Lazada');
  fireEvent.click(lazada);
  expect((await screen.findByText(/没有授权/)).textContent).toContain('Lazada');
  expect([lazada.checked, browserState.scripts.size]).toEqual([false, 0]);
});
