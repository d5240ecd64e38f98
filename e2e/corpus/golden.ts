import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './expectation.ts';

const FILE = join(import.meta.dirname, 'golden.json');

type Stored = Omit<Measured, 'colors'> & { colors?: { seconds: number; patches: string }[] };

/** What independent tools once found in the files of the corpus; null for files in which they found nothing. */
export type Golden = Record<string, Measured | null>;

const toStored = ({ colors, ...rest }: Measured): Stored => ({
  ...rest,
  ...(colors && {
    colors: colors.map(({ seconds, patches }) => ({ seconds, patches: Buffer.from(patches).toString('base64') })),
  }),
});

const fromStored = ({ colors, ...rest }: Stored): Measured => ({
  ...rest,
  ...(colors && {
    colors: colors.map(({ seconds, patches }) => ({ seconds, patches: Buffer.from(patches, 'base64') })),
  }),
});

const mapValues = <From, To>(values: Record<string, From | null>, convert: (value: From) => To) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value && convert(value)]));

export const readGolden = (): Golden =>
  mapValues(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Stored | null>, fromStored);

export const writeGolden = (golden: Golden): void => {
  const sorted = Object.fromEntries(Object.entries(golden).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(mapValues(sorted, toStored), undefined, 2)}\n`);
};

/** The fields of a row that changed, with both values. */
export const goldenDifferences = (before: Measured | null | undefined, now: Measured | null): string[] => {
  const [old, found] = [before ? toStored(before) : {}, now ? toStored(now) : {}] as Record<string, unknown>[];
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(found ?? {})])]
    .map((field) => [field, JSON.stringify(old?.[field]), JSON.stringify(found?.[field])])
    .filter(([, one, other]) => one !== other)
    .map(([field, one, other]) => `${field}: ${one} → ${other}`);
};
