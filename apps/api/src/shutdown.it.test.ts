import type { VideoView } from '@media/contracts';
import { expect, test } from 'vitest';
import { call, signUp } from './fixtures/call.js';
import { listen } from './fixtures/listen.js';
import { publishVideo } from './fixtures/publish-video.js';
import { startApi, until } from './fixtures/start-api.js';

test('shutdown ends event streams first and lets requests in progress finish', async () => {
  const api = await startApi();
  const ada = await signUp(api);
  const id = await publishVideo(api, ada);
  const stream = await listen(api, id, { token: ada.token });
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = api.deps.database.sql.$transaction(async (sql) => {
    await sql.$queryRaw`SELECT 1 FROM video WHERE "id" = ${id}::uuid FOR UPDATE`;
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const response = call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { title: 'Later' } });
  const { sql } = api.deps.database;
  await until('the request to wait for the row', async () => {
    const [waiting] = await sql.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (waiting?.count ?? 0n) > 0n;
  });
  const closed = api.close();
  await until('the stream to end', () => stream.hasEnded());
  held.resolve();
  await holding;
  const { status, body } = await response;
  expect([status, (body as VideoView).title]).toEqual([200, 'Later']);
  await closed;
  await expect(sql.$queryRaw`SELECT 1`).rejects.toThrow();
});
