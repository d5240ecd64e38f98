import { CASES } from './case-rows.ts';
import { CORPUS_ROWS } from './corpus-rows.ts';
import type { ColorSample, Expectation, Measured } from './expectation.ts';
import { readGolden } from './golden.ts';
import type { Input } from './inputs.ts';
import { measureSource } from './measure-source.ts';

const NOTHING: Measured = { seconds: 0, audios: [] };

/** What must come out of each input. `frames`: the colors of all frames of the source, to find posters among them. */
export const createExpectations = () => {
  const golden = readGolden();
  return async ({ name, file, isCase }: Input): Promise<{ wanted: Expectation; frames: ColorSample[] }> => {
    const source = await measureSource(file);
    const frames = source?.frames ?? [];
    if (!isCase) return { wanted: { ...(golden[name] ?? NOTHING), ...CORPUS_ROWS[name] }, frames };
    const { unknown = [], ...row } = CASES[name] ?? {};
    const measured = Object.entries(source?.measured ?? NOTHING).filter(([key]) => !unknown.some((one) => one === key));
    return { wanted: { ...(Object.fromEntries(measured) as Measured), ...row }, frames };
  };
};
