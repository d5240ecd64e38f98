import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '@media/local-services';
import { type Client, createClient, memoryTokenStore, type TokenStore } from '@media/sdk';
import { type MeasuredServer, startMeasured } from '../s3/measured-server.ts';
import { type Services, startApi, startServices } from '../start-services.ts';

/** Upload targets: the store with the API, and a tus server. There is no worker, so nothing is processed. */
export type Uploads = Pick<Services, 'store' | 's3'> & {
  client: Client;
  baseUrl: string;
  tokens: TokenStore;
  api: Child;
  tus: MeasuredServer;
  tusDir: string;
  stop(): Promise<void>;
};

export const startUploads = async (dir: string): Promise<Uploads> => {
  const services = await startServices(dir);
  const { api, baseUrl } = await startApi(services);
  const tusDir = join(dir, 'tus');
  mkdirSync(tusDir);
  const tus = await startMeasured(join(import.meta.dirname, 'tus-server.ts'), [tusDir], {});
  const tokens = memoryTokenStore();
  const client = createClient({ baseUrl, tokens });
  await client.auth.register({ email: 'bench@example.org', password: 'long enough for a bench' });
  const stop = async (): Promise<void> => {
    await tus.stop();
    await services.stop();
  };
  return { ...services, client, baseUrl, tokens, api, tus, tusDir, stop };
};
