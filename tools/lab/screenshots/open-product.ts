import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '@media/testkit/product';

/** A product to look at; `close` stops it if it was started here. */
export type OpenProduct = { webUrl: string; close(): Promise<void> };

/** A product with data of its own in a temporary folder: pictures are never taken of services that are somebody's. */
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

/** The product at PUBLIC_URL where that is told, else one of its own. */
export const openProduct = async (publicUrl: string | undefined): Promise<OpenProduct> =>
  publicUrl ? { webUrl: publicUrl.replace(/\/+$/, ''), close: async () => undefined } : startOwn();
