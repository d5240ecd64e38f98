import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launchProduct, type ProductAddress } from './launch-product.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    product: ProductAddress;
  }
}

const OUTSIDE = { failure: 'End-to-end tests only use the product from the outside.' };

/** Starts one product that most end-to-end tests share. The function it returns stops it. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-e2e-'));
  const { address, stop } = await launchProduct(dir);
  project.provide('product', address);
  project.provide('infrastructure', { postgres: OUTSIDE, redis: OUTSIDE, s3: OUTSIDE, s3Lacks: [], runDir: dir });
  return async () => {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  };
};
