/** Languages that replies are written in, the shop's own first. */
export const LANGUAGES = ['zh', 'en', 'ru', 'es', 'pt', 'fr', 'de', 'it', 'ar', 'ja', 'ko', 'pl'] as const;
