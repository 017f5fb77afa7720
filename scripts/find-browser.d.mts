export function findBrowser(): string | null;
export function hasChineseFont(): boolean;
