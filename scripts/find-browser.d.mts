export function findBrowser(): string | null;
export function hasChineseFont(): boolean;
export function mayRefuseExtensions(path: string): boolean;
