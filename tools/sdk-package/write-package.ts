import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fields of the SDK's package.json that concern its users. The others are for work in this repository. */
const PUBLIC = ['name', 'version', 'description', 'keywords', 'license', 'type', 'sideEffects', 'engines', 'files'];

/** Writes the folder that `pnpm pack` packs: the bundle, the readme, and a package.json for users. `target` is replaced as a whole. */
export const writePackage = (sdk: string, bundle: string, target: string): void => {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(sdk, bundle), join(target, bundle), { recursive: true });
  cpSync(join(sdk, 'README.md'), join(target, 'README.md'));
  const manifest = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  const fields = PUBLIC.map((name) => [name, manifest[name]]);
  const { optionalDependencies, publishConfig } = manifest;
  const written = { ...Object.fromEntries(fields), exports: publishConfig.exports, optionalDependencies };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(written, null, 2)}\n`);
};
