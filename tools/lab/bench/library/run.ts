import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClient, type OrganizationClient } from '@media/sdk';
import { describeTimes } from '../queue/quantile.ts';
import { type Services, startApi, startServices } from '../start-services.ts';
import { timed } from '../timed.ts';
import { LISTS, type MeasuredList } from './lists.ts';
import { addVideos } from './many-videos.ts';

const PAGE_SIZE = 24;
const WARM_UP = 20;
const OPTIONS = {
  videos: { type: 'string', default: '1000,100000' },
  rounds: { type: 'string', default: '200' },
} as const;

/**
 * `pnpm bench library`: what a page of the library costs in an organization of 1,000 and of 100,000 videos, as a client sees it, next to
 * the bare statement that finds the IDs of the page. `--videos 1000 --rounds 50`
 */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  for (const videos of values.videos.split(',').map(Number)) {
    const dir = await mkdtemp(join(tmpdir(), 'bench-library-'));
    const services = await startServices(dir);
    try {
      await measureAll(services, videos, Number(values.rounds));
    } finally {
      await services.stop();
      await rm(dir, { recursive: true, force: true });
    }
  }
};

const measureAll = async (services: Services, videos: number, rounds: number): Promise<void> => {
  const { baseUrl } = await startApi(services);
  const client = createClient({ baseUrl });
  await client.auth.register({ email: 'bench@example.org', password: 'long enough for a bench' });
  const { organizationId } = await client.actor();
  await addVideos(services.database, organizationId, videos);
  console.log(`A page of ${PAGE_SIZE} of ${videos} videos, ${rounds} times:`);
  for (const list of LISTS) {
    const bare = await timed(WARM_UP + rounds, () => findBare(services, organizationId, list));
    const whole = await timed(WARM_UP + rounds, () => listVideos(client, list));
    const [statement, request] = [bare, whole].map((times) => describeTimes(times.slice(WARM_UP)));
    console.log(`  ${list.name}: request ${request}; bare statement ${statement}`);
  }
};

const listVideos = ({ videos }: OrganizationClient, { query }: MeasuredList) =>
  videos.list({ ...query, limit: PAGE_SIZE });

const findBare = ({ database }: Services, organizationId: string, { where, orderBy }: MeasuredList) =>
  database.sql.$queryRawUnsafe(
    `SELECT id FROM video WHERE organization_id = '${organizationId}' AND trashed_at IS NULL AND ${where} ORDER BY ${orderBy} LIMIT ${PAGE_SIZE}`,
  );
