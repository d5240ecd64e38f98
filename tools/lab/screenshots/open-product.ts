import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '@media/testkit/product';

/** `close` stops the product if it was started here. */
export type OpenProduct = { webUrl: string; close(): Promise<void> };

/** Starts a product with its data in a temporary folder. Other services on this machine are never used. */
const startOwn = async (): Promise<OpenProduct> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-screenshots-'));
  const product = await startProduct({ dataDir: join(dir, 'data'), env: { AUTH_RATE_LIMIT: '1000' } });
  return {
    webUrl: product.webUrl,
    close: async () => {
      await product.end('SIGTERM');
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** The product at PUBLIC_URL, or a new one if that isn't set. */
export const openProduct = async (publicUrl: string | undefined): Promise<OpenProduct> =>
  publicUrl ? { webUrl: publicUrl.replace(/\/+$/, ''), close: async () => undefined } : startOwn();
