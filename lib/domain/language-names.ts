/** Returns what a language (a code) is called in English and in itself, in small letters. Asking takes long: keep it. */
export function namesAbroad(code: string): string[] {
  return ['en', code].map((each) => new Intl.DisplayNames(each, { type: 'language' }).of(code)?.toLowerCase() ?? '');
}
