import { join } from 'node:path';
import { runTool } from '../check/run-tool.ts';
import { bundleSdk } from './bundle-sdk.ts';
import { writePackage } from './write-package.ts';

// Runs before `pnpm pack` in packages/sdk.
const root = join(import.meta.dirname, '../..');
const sdk = join(root, 'packages/sdk');
// The same path in the repository and in the package, so that programs can name its files.
const BUNDLE = 'dist/bundle';

if ((await runTool(root, 'tsc', ['-b', sdk])) !== 0) throw new Error('The SDK does not compile.');
await bundleSdk({
  compiled: join(sdk, 'dist'),
  contracts: join(root, 'packages/contracts/dist/index.d.ts'),
  target: join(sdk, BUNDLE),
});
writePackage(sdk, BUNDLE, join(sdk, 'dist/package'));
