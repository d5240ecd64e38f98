import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { startProduct } from '@media/testkit/product';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    product: { webUrl: string; apiUrl: string; dataDir: string; metricsUrls: { api: string; web: string } };
  }
}

/** What else the shell of whoever starts the product may hold. */
export const UNRELATED_SECRETS = { CLOUD_TOKEN: 'e2e-cloud-token', NODE_AUTH_TOKEN: 'e2e-npm-token' };

const OUTSIDE = { failure: 'These tests see the product only from outside.' };

/** One product for all end-to-end tests, with two workers. The function it returns stops it. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-e2e-'));
  const dataDir = join(dir, 'data');
  const [api, web] = [await freePort(), await freePort()];
  const metricsUrls = { api: `http://127.0.0.1:${api}/metrics`, web: `http://127.0.0.1:${web}/metrics` };
  const metricsPorts = { API_METRICS_PORT: String(api), WEB_METRICS_PORT: String(web) };
  const env = { WORKER_PROCESSES: '2', AUTH_RATE_LIMIT: '1000', ...metricsPorts, ...UNRELATED_SECRETS };
  const product = await startProduct({ dataDir, env });
  const { webUrl, apiUrl } = product;
  project.provide('product', { webUrl, apiUrl, dataDir, metricsUrls });
  project.provide('infrastructure', { postgres: OUTSIDE, redis: OUTSIDE, s3: OUTSIDE, s3Lacks: [], runDir: dir });
  return async () => {
    await product.end('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  };
};
