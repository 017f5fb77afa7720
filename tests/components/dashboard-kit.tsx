import { render, waitFor } from '@testing-library/preact';
import { expect } from 'vitest';
import { Dashboard } from '#components/dashboard/Dashboard.tsx';
import { go } from '#lib/ui/router.ts';

/** Opens the dashboard at an address. */
export function openDashboard(hash: string): void {
  history.replaceState(null, '', `${location.pathname}${hash}`);
  render(<Dashboard />);
}

/** Goes to another page of the open dashboard. */
export const visit = (hash: string): void => go(hash, true);

/** Names in the list of customers, from the top. */
export const listed = (): string[] => [...document.querySelectorAll('.name-cell__name')].map((e) => e.textContent ?? '');

/** Waits until the whole list is there and names these customers. */
export function listing(...names: string[]): Promise<void> {
  return waitFor(() => {
    expect(document.querySelector('[data-list-complete]')).not.toBeNull();
    expect(listed()).toEqual(names);
  });
}

/** A file as a person chooses it. */
export const aFile = (name: string, bytes: BlobPart): File => new File([bytes], name);
