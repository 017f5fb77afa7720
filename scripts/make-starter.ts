import { readFileSync, writeFileSync } from 'node:fs';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';

/** Writes the search keys of the starter templates into their files, so that the dictionary is not needed to seed them. */
for (const language of TEMPLATE_LANGUAGES) {
  const file = new URL(`../assets/starter/templates.${language}.json`, import.meta.url);
  const templates = JSON.parse(readFileSync(file, 'utf8')) as { title: string }[];
  const keyed = templates.map((template) => ({ ...template, ...pinyinKeys(template.title) }));
  writeFileSync(file, `${JSON.stringify(keyed, null, 2)}\n`);
}
