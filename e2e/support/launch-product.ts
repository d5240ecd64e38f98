import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { type Product, startProduct } from '@media/testkit/product';

/** The URLs and data folder of a running product. */
export type ProductAddress = Pick<Product, 'webUrl' | 'apiUrl' | 'dataDir'> & {
  metricsUrls: { api: string; web: string };
};

/** Secrets of other programs that can be set in the shell that starts the product. */
export const UNRELATED_SECRETS = { CLOUD_TOKEN: 'e2e-cloud-token', NODE_AUTH_TOKEN: 'e2e-npm-token' };

/**
 * Allows many sign-ins from one address, and sweeps often so that tests don't wait. The first upload check is late enough that
 * a client can complete its own upload first, even on a slow machine. Workers don't kill encoders that a test has paused.
 */
const SETTINGS = {
  AUTH_RATE_LIMIT: '1000',
  UPLOAD_FIRST_CHECK_SECONDS: '20',
  SWEEP_INTERVAL_SECONDS: '2',
  WORKER_FFMPEG_STALL_SECONDS: '900',
};

/** Starts a product with two workers and its data in a folder of `dir`. */
export const launchProduct = async (
  dir: string,
  own: Record<string, string> = {},
): Promise<{ address: ProductAddress; stop(): Promise<void> }> => {
  const [api, web] = [await freePort(), await freePort()];
  const metricsPorts = { API_METRICS_PORT: String(api), WEB_METRICS_PORT: String(web) };
  const env = { WORKER_PROCESSES: '2', ...SETTINGS, ...metricsPorts, ...UNRELATED_SECRETS, ...own };
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
