import { join } from 'node:path';
import type { Child } from '@media/local-services';
import { createClient } from '@media/sdk';
import { type Services, startApi, startServices, startWorker } from '../start-services.ts';

export type Product = Pick<Services, 'database' | 'stop'> & {
  client: ReturnType<typeof createClient>;
  api: Child;
  worker: Child;
};

/** Starts the product without the web app: services, one API, one worker. */
export const startProduct = async (dir: string): Promise<Product> => {
  const services = await startServices(dir);
  const { api, baseUrl } = await startApi(services);
  const worker = await startWorker(services, join(dir, 'worker'));
  const client = createClient({ baseUrl });
  await client.auth.register({ email: 'bench@example.org', password: 'long enough for a bench' });
  return { client, database: services.database, api, worker, stop: services.stop };
};
