import { writeFileSync } from 'node:fs';
import { isHeldBack, labelled } from './intents/sentences.ts';
import { train } from './intents/train.ts';

/** Learns what buyers ask for from four fifths of the labelled sentences and writes it beside the other assets. */
const model = train(labelled('intents.tsv').filter((sentence) => !isHeldBack(sentence)));
writeFileSync(new URL('../assets/intents/model.json', import.meta.url), `${JSON.stringify(model, null, 1)}\n`);
console.log(`${Object.keys(model.features).length} features, of ${model.of}`);
