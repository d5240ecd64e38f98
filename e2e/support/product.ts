import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchProduct, type ProductAddress } from './launch-product.ts';

let own: ProductAddress | undefined;

/** The product under test: this file's own, or the one that all other files share. */
export const product = (): ProductAddress => own ?? inject('product');

/**
 * Gives this file a product of its own. For tests that halt encoders: files run side by side, and the videos of other files
 * would be halted as well. Call it before any other hook.
 */
export const useOwnProduct = (): void => {
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const launched = await launchProduct(mkdtempSync(join(runDir(), 'product-')));
    own = launched.address;
    stop = launched.stop;
  });
  afterAll(() => stop?.());
};
