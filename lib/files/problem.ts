/**
 * What is wrong with a file or with one cell, as a key of the message catalogue with its parameters. The keys are
 * `files.problem.<code>`; `codes` lists them all.
 */
export const problemCodes = [
  'empty',
  'legacyXls',
  'htmlTable',
  'badXlsx',
  'tooLarge',
  'notText',
  'notJson',
  'notKeban',
  'newerVersion',
  'dangerousKey',
  'badRecord',
  'brokenQuotes',
  'badCharacters',
  'missingOrderNo',
  'badOrderNo',
  'inexactNumber',
  'badMoney',
  'noCurrency',
  'badTime',
  'badQuantity',
  'badItemId',
  'conflict',
  'splitOrder',
  'amountsDiffer',
  'rowsDiffer',
  'tooManyItems',
  'cutRow',
  'extraCells',
  'badShape',
  'tooManyRows',
  'tooManyTemplates',
  'noTemplateColumn',
  'notTemplates',
  'badPack',
  'badYaml',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  code: ProblemCode;
  /** Key of the message catalogue. */
  key: `files.problem.${ProblemCode}`;
  params: Record<string, string | number>;
}

/** Returns a problem with its catalogue key. */
export function problem(code: ProblemCode, params: Record<string, string | number> = {}): Problem {
  return { code, key: `files.problem.${code}`, params };
}

/** A file that cannot be read at all; `problem` says why in words a person can act on. */
export class FileProblem extends Error {
  readonly problem: Problem;

  constructor(found: Problem, cause?: unknown) {
    super(found.key, { cause });
    this.name = 'FileProblem';
    this.problem = found;
  }
}
