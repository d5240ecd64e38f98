import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchProduct, type ProductAddress } from './launch-product.ts';

let own: ProductAddress | undefined;

/** The product under test: this file's own, or the shared one. */
export const product = (): ProductAddress => own ?? inject('product');

/**
 * Gives this file its own product. Tests that pause encoders need it: files run in parallel, so on a shared product they would
 * pause the videos of other files too. So do tests of settings, which are in `env`. Call it before any other hook.
 */
export const useOwnProduct = (env: Record<string, string> = {}): void => {
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const launched = await launchProduct(mkdtempSync(join(runDir(), 'product-')), env);
    own = launched.address;
    stop = launched.stop;
  });
  afterAll(() => stop?.());
};
