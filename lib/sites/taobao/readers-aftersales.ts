import type { PageReader } from '../site.ts';
import { caseReader, casesReader } from './refunds.ts';
import { oldCasesReader } from './refunds-old.ts';
import { reviewsReader } from './reviews.ts';

/** Readers of refunds and reviews: in a script of their own, which is put into a frame only where one is shown. */
export const taobaoAftersalesReaders: readonly PageReader[] = [casesReader, caseReader, oldCasesReader, reviewsReader];
