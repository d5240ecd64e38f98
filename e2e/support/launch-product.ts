import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { type Product, startProduct } from '@media/testkit/product';

/** Where a running product is reached. */
export type ProductAddress = Pick<Product, 'webUrl' | 'apiUrl' | 'dataDir'> & {
  metricsUrls: { api: string; web: string };
};

/** Secrets of other programs that the shell which starts the product might hold. */
export const UNRELATED_SECRETS = { CLOUD_TOKEN: 'e2e-cloud-token', NODE_AUTH_TOKEN: 'e2e-npm-token' };

/**
 * Many sign-ins from one address, and a sweeper that doesn't keep tests waiting. It must not come before a client that is
 * about to complete its own upload, however slow the machine.
 */
const SETTINGS = { AUTH_RATE_LIMIT: '1000', UPLOAD_FIRST_CHECK_SECONDS: '20', SWEEP_INTERVAL_SECONDS: '2' };

/** Starts a product with two workers that keeps its data in a folder of `dir`. */
export const launchProduct = async (dir: string): Promise<{ address: ProductAddress; stop(): Promise<void> }> => {
  const [api, web] = [await freePort(), await freePort()];
  const metricsPorts = { API_METRICS_PORT: String(api), WEB_METRICS_PORT: String(web) };
  const env = { WORKER_PROCESSES: '2', ...SETTINGS, ...metricsPorts, ...UNRELATED_SECRETS };
  const product = await startProduct({ dataDir: join(dir, 'data'), env });
  const { webUrl, apiUrl, dataDir } = product;
  const metricsUrls = { api: `http://127.0.0.1:${api}/metrics`, web: `http://127.0.0.1:${web}/metrics` };
  return {
    address: { webUrl, apiUrl, dataDir, metricsUrls },
    stop: async () => {
      await product.end('SIGTERM');
    },
  };
};
