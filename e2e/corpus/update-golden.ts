import { goldenDifferences, readGolden, writeGolden } from './golden.ts';
import type { Input } from './inputs.ts';
import { measureSource } from './measure-source.ts';

/** Measures these files of the corpus, prints what differs from the stored values, and stores the new ones. */
export const updateGolden = async (inputs: readonly Input[]): Promise<number> => {
  const golden = readGolden();
  for (const { name, file } of inputs) {
    const measured = (await measureSource(file))?.measured ?? null;
    for (const difference of goldenDifferences(golden[name], measured)) console.log(`${name}: ${difference}`);
    golden[name] = measured;
  }
  writeGolden(golden);
  console.log(`${inputs.length} files measured. Format the result: npx biome check --write e2e/corpus/golden.json`);
  return 0;
};
