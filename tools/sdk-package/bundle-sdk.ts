import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { plainTypes } from './plain-types.ts';

const CONTRACTS = '@media/contracts';
const INLINED = 'eventsource-parser';

export type BundleOptions = {
  /** The folder of the SDK as compiled by `tsc -b`. */
  compiled: string;
  /** The declarations of the contracts. */
  contracts: string;
  /** The folder to create. If it exists, it is replaced. */
  target: string;
};

/** Makes the published files of the SDK: modules without a required dependency, and types that import no other package. */
export const bundleSdk = async (options: BundleOptions): Promise<void> => {
  rmSync(options.target, { recursive: true, force: true });
  await bundleCode(options);
  await bundleTypes(options);
  const license = join(dirname(findPackageJSON(INLINED, join(options.compiled, 'index.js')) ?? ''), 'LICENSE');
  copyFileSync(license, join(options.target, `LICENSE-${INLINED}.txt`));
};

const entries = (folder: string, suffix: string): Record<string, string> => ({
  index: join(folder, `index${suffix}`),
  node: join(folder, `node${suffix}`),
});

const bundleCode = async ({ compiled, target }: BundleOptions): Promise<void> => {
  const bundle = await rolldown({
    input: entries(compiled, '.js'),
    platform: 'neutral',
    external: [/^node:/, '@node-rs/crc32'],
  });
  await bundle.write({ dir: target, format: 'es', chunkFileNames: 'shared/[name].js' });
  await bundle.close();
};

const bundleTypes = async ({ compiled, contracts, target }: BundleOptions): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-sdk-types-'));
  try {
    const plain = join(dir, 'contracts.d.ts');
    writeFileSync(plain, plainTypes(contracts, contractTypes(compiled)));
    const bundle = await rolldown({
      input: entries(compiled, '.d.ts'),
      plugins: [
        { name: 'plain-contracts', resolveId: { order: 'pre', handler: (id) => (id === CONTRACTS ? plain : null) } },
        // The declarations exist already. Without `generator`, the plugin would load the installed compiler to choose one.
        dts({ dtsOnly: true, generator: 'oxc', tsconfig: false }),
      ],
    });
    await bundle.write({ dir: target, format: 'es', chunkFileNames: 'shared/[name].js' });
    await bundle.close();
  } finally {
    rmSync(dir, { recursive: true });
  }
};

const IMPORTED = new RegExp(`(?:import|export) type \\{([^}]*)\\} from '${CONTRACTS}'`, 'g');

/** The types of the contracts that the SDK's declarations name. */
const contractTypes = (compiled: string): string[] => {
  const texts = readdirSync(compiled, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .map((path) => readFileSync(join(compiled, path), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(IMPORTED)].flatMap(([, list = '']) => list.split(',')));
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))].sort();
};
