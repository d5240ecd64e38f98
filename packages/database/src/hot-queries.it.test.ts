import { createHash } from 'node:crypto';
import {
  type ApiKeyId,
  dayOf,
  type JobId,
  NO_VIEWS,
  type OrganizationId,
  RECIPES,
  type ShareId,
  systemActor,
  type TaskKind,
  type VideoId,
} from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expensiveNodes } from './expensive-nodes.fixture.js';
import { findVideos } from './find-videos.js';
import {
  type AuditFilter,
  type AuditPosition,
  addMediaObjects,
  apiKeyRepository,
  auditErasure,
  auditRepository,
  type ClaimedTask,
  changeRepository,
  claimRepository,
  type Database,
  dispatchRepository,
  emailTokenRepository,
  eventConsumers,
  eventRepository,
  garbageRepository,
  historyRepository,
  idempotencyRepository,
  jobRepository,
  markIfPlayable,
  mediaRepository,
  pieceRepository,
  sessionRepository,
  shareRepository,
  statisticsRepository,
  tagCommands,
  tagRepository,
  taskEndings,
  uploadRepository,
  usageRepository,
  videoCommands,
  videoRepository,
  viewingRepository,
} from './index.js';
import { PLAN } from './job.fixture.js';
import {
  CONSUMER,
  createLargeDatabase,
  idOf,
  LARGE_ORGANIZATION,
  ROWS,
  SMALL_ORGANIZATION,
} from './large-database.fixture.js';
import type { LockedJob } from './locked-job.js';
import { recordStatements } from './record-statements.fixture.js';
import { publishReplacement } from './replace-copy.js';
import { reuseTasks } from './reuse-tasks.js';
import { newUpload } from './upload.fixture.js';

let large: Awaited<ReturnType<typeof createLargeDatabase>>;
let recorder: ReturnType<typeof recordStatements>;
beforeAll(async () => {
  large = await createLargeDatabase();
  recorder = recordStatements(large.databaseUrl);
});
afterAll(async () => {
  await recorder.database.close();
  await large.drop();
});

const ORGANIZATION = LARGE_ORGANIZATION as OrganizationId;
const ACTOR = systemActor(ORGANIZATION, 'test');
const VIDEO = idOf(4_321) as VideoId;

test('reading or sorting a whole table is detected', async () => {
  const found = await recorder.during(({ sql }) => sql.task.findMany({ orderBy: { name: 'asc' }, take: 1 }));
  expect(found).toHaveLength(1);
  for (const statement of found)
    expect(await expensiveNodes(large.client, statement)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('sorts'),
        expect.stringMatching('Seq Scan reads .* rows of task'),
      ]),
    );
});

const claimed = async (database: Database, kind: TaskKind): Promise<ClaimedTask> => {
  const { id, epoch } = await large.client
    .query(`SELECT id, epoch FROM task WHERE status = 'queued' AND kind = $1 AND organization_id = $2 LIMIT 1`, [
      kind,
      ORGANIZATION,
    ])
    .then(({ rows: [row] }) => row);
  const task = await claimRepository(database).claim({ taskId: id, epoch }, 'worker', LEASE_MS);
  if (!task) throw new Error(`no ${kind} can be claimed`);
  return task;
};
const claimAndComplete = async (database: Database): Promise<void> => {
  const task = await claimed(database, 'encode');
  await claimRepository(database).heartbeat([task], LEASE_MS);
  await taskEndings(database).complete(task, {}, {}, async (tx, job) => {
    await addMediaObjects(tx, task, []);
    await markIfPlayable(tx, job);
    await publishReplacement(tx, task as ClaimedTask<'encode'>, []);
    await reuseTasks(tx, job, { plan: PLAN, planHash: 'hash' });
  });
};
const publishPiece = async (database: Database): Promise<void> => {
  const task = await claimed(database, 'audio');
  const key = `media/${task.videoId}/piece`;
  const bytes = { sizeBytes: 1, initSize: 1, initHash: 'h', codecs: 'c', timescale: 1, segments: [], contentHash: 'h' };
  await pieceRepository(database).reserveKey(task, key);
  await pieceRepository(database).publish(task, { ...bytes, kind: 'audio', trackIndex: 0, chunkIndex: 0, key });
};

const list = (query: Partial<Parameters<ReturnType<typeof videoRepository>['list']>[1]>) => (database: Database) =>
  videoRepository(database).list(ORGANIZATION, { limit: 25, ...query });
const after = (key: string) => ({ after: { key, id: VIDEO } });
const NOW = new Date().toISOString();

const KEPT_MS = 60_000 * (ROWS / 2);
const HOUR_AGO = new Date(Date.now() - 3_600_000);
const MIDDLE = { id: idOf(ROWS / 2), at: new Date(Date.now() - 60_000 * (ROWS / 2)) };
const audit = (filter: AuditFilter, after?: AuditPosition) => (database: Database) =>
  auditRepository(database).list(ORGANIZATION, filter, 51, after);

const LEASE_MS = 60_000;

const WORK: Record<string, (database: Database) => Promise<unknown>> = {
  'the dispatcher takes what is due': (database) => dispatchRepository(database).due(64),
  'the dispatcher takes what is due after a notification': (database) =>
    dispatchRepository(database).due(64, new Set([ORGANIZATION])),
  'the dispatcher, while the organization of most tasks runs as many as it can': async (database) => {
    const setLimit = (concurrentTasks: number | null) =>
      database.sql.organization.update({ where: { id: ORGANIZATION }, data: { concurrentTasks } });
    await setLimit(1);
    await dispatchRepository(database).due(64);
    await dispatchRepository(database).due(64);
    await setLimit(null);
  },
  'videos by age': list({ order: 'oldest' }),
  'videos by age, a later page': list(after(NOW)),
  'videos by title': list({ order: 'title' }),
  'videos by title, a later page': list({ order: 'title', ...after('clip 50') }),
  'videos by size, a later page': list({ order: 'largest', ...after('50000') }),
  'videos of one status': list({ status: 'completed' }),
  'videos of one visibility': list({ visibility: 'unlisted' }),
  'videos of a visibility that none has': list({ visibility: 'public' }),
  'videos of one recipe': list({ recipeName: 'stream' }),
  'videos of a recipe that none has': list({ recipeName: 'audio', order: 'title' }),
  'videos by a text that few have': list({ text: 'CLIP 4871' }),
  'videos by a text that all have': list({ text: 'mp4', order: 'title' }),
  'videos by a text that none has, of one status, by title': list({
    text: 'nowhere',
    status: 'queued',
    order: 'title',
  }),
  'videos of a tag that few have': list({ tagKeys: ['few'], order: 'title' }),
  'videos of a tag that most have, by title': list({ tagKeys: ['most'], order: 'title' }),
  'videos of several tags and a text': list({ tagKeys: ['few', 'most'], text: 'clip 4' }),
  'videos of two words that are common, but not together': list({ text: 'clip 77777 mp4' }),
  'videos by a word that all have, in a small organization': (database) =>
    findVideos(database, SMALL_ORGANIZATION as OrganizationId, { limit: 25, text: 'clip mp4', order: 'title' }),
  'videos by duration, a later page': list({ order: 'longest', ...after('50000') }),
  'videos of a common range of durations, by title': list({ minDurationMs: 1_000_000, order: 'title' }),
  'videos of a rare range of durations': list({ minDurationMs: 9_990_000 }),
  'videos of some minutes, by title': list({ createdAfter: HOUR_AGO, order: 'title' }),
  'videos of a past day': list({ createdBefore: MIDDLE.at }),
  'a page of the trash': list({ trash: { keptMs: KEPT_MS }, order: 'trashed' }),
  'videos of a tag that none has': list({ tagKeys: ['none'] }),
  'videos of a tag that most have, in a small organization': (database) =>
    videoRepository(database).list(SMALL_ORGANIZATION as OrganizationId, { limit: 25, tagKeys: ['few'] }),
  'a page of tags': (database) => tagRepository(database).list(ORGANIZATION, 101, 'tag 5'),
  'a tag of few videos is renamed and deleted': async (database) => {
    // Triggers are off in this database.
    const row = { organizationId: ORGANIZATION, name: 'x', videoCount: 1 };
    await database.sql.tag.createMany({
      data: [
        { ...row, key: 'few' },
        { ...row, key: 'rare' },
      ],
    });
    await tagCommands(database).rename(ACTOR, 'few', 'rare');
    await tagCommands(database).remove(ACTOR, 'rare');
  },
  'a page of the unfinished videos': (database) => videoRepository(database).unfinished(ORGANIZATION, 100, VIDEO),
  'a page of the unfinished videos of a small organization': (database) =>
    videoRepository(database).unfinished(SMALL_ORGANIZATION as OrganizationId, 100, VIDEO),
  'a page of waiting videos': list({ status: 'queued', limit: 50 }),
  'a page of waiting videos from the end of the queue': list({ status: 'queued', order: 'oldest', limit: 50 }),
  'the priority of a video changes': (database) => videoCommands(database).update(ACTOR, VIDEO, { priority: 'low' }),
  'what a video shows': (database) => videoRepository(database).details(ORGANIZATION, VIDEO),
  'jobs of a video, with their attempts': (database) => jobRepository(database).ofVideo(ORGANIZATION, VIDEO),
  'objects of a job': (database) => mediaRepository(database).objectsOf(ORGANIZATION, idOf(4_321) as JobId),
  'what a job has stored': (database) => mediaRepository(database).ofJob(ORGANIZATION, idOf(4_321) as JobId),
  'the dispatcher finds lost workers': (database) => taskEndings(database).expired(100),
  'a worker claims a task, and ends it': claimAndComplete,
  'a worker publishes a piece': publishPiece,
  'a sweeper takes prefixes': (database) => garbageRepository(database).take(100, LEASE_MS),
  'a sweeper takes uploads': (database) => uploadRepository(database).take(new Date(), 100, LEASE_MS),
  'a sweeper looks for uploads by their keys': (database) => uploadRepository(database).unfinishedKeys(['uploads/7']),
  'a sweeper forgets ended uploads': (database) => uploadRepository(database).prune(),
  'a sweeper prunes events': (database) => historyRepository(database).pruneEvents(KEPT_MS),
  'a sweeper prunes events that a consumer keeps': (database) => historyRepository(database).pruneEvents(KEPT_MS / 4),
  'a sweeper looks for consumers that are behind': (database) =>
    historyRepository(database).laggingConsumers(KEPT_MS / 4),
  'a consumer reads events': (database) => eventConsumers(database).read(CONSUMER, 100),
  'a consumer is done with events': (database) => eventConsumers(database).advance(CONSUMER, { xid: '50', id: '1' }),
  'a sweeper prunes attempts': (database) => historyRepository(database).pruneAttempts(KEPT_MS),
  'a sweeper prunes replaced jobs': (database) => historyRepository(database).pruneJobs(KEPT_MS),
  'a sweeper forgets idempotency keys': (database) => idempotencyRepository(database).prune(KEPT_MS),
  'a sweeper forgets deleted videos': (database) => changeRepository(database).prune(),
  'a request with an API key': async (database) => {
    const keys = apiKeyRepository(database);
    const key = await keys.authenticate(createHash('sha256').update('4321').digest(), { kind: 'video', id: VIDEO });
    expect(key).toMatchObject({ id: idOf(4_321), isSelected: true });
    await keys.markUsed(idOf(4_321) as ApiKeyId);
  },
  'the API keys of open streams': (database) => apiKeyRepository(database).alive([idOf(4_321) as ApiKeyId]),
  'a page of API keys': (database) => apiKeyRepository(database).list(ORGANIZATION, 50, idOf(4_321) as ApiKeyId),
  'a request of a viewer': async (database) => {
    const viewings = viewingRepository(database);
    const shareId = idOf(4_321) as ShareId;
    expect(await viewings.find({ videoId: VIDEO, shareId })).toMatchObject({ viewing: { by: 'share', shareId } });
    await viewings.find({ videoId: idOf(4_300) as VideoId });
    await viewings.embedDomains(idOf(4_300) as VideoId, 'visible');
    await viewings.embedDomainsOfShare(shareId);
  },
  'a beacon about a public video, and one of a share': async (database) => {
    const statistics = statisticsRepository(database);
    expect(await statistics.counted(idOf(4_300) as VideoId)).toMatchObject({ organizationId: ORGANIZATION });
    await statistics.counted(VIDEO, ORGANIZATION);
    await statistics.isEnabled(ORGANIZATION);
  },
  'views are written': async (database) => {
    const day = dayOf(Date.now());
    await statisticsRepository(database).add([1, 2, 3].map((n) => ({ ...NO_VIEWS, videoId: idOf(n) as VideoId, day })));
  },
  'statistics of a video': async (database) => {
    const period = { from: dayOf(0), to: dayOf(Date.now()) };
    expect(await statisticsRepository(database).daysOfVideo(ORGANIZATION, VIDEO, period)).toHaveLength(1);
    await statisticsRepository(database).heatOfVideo(ORGANIZATION, VIDEO, period);
  },
  'a sweeper prunes statistics': (database) => statisticsRepository(database).prune(500),
  'a share is opened': async (database) => {
    const share = await shareRepository(database).open(createHash('sha256').update('4321').digest());
    expect(share).toMatchObject({ id: idOf(4_321) });
  },
  'a page of the shares of a video': (database) =>
    shareRepository(database).list(ORGANIZATION, VIDEO, 21, idOf(ROWS) as ShareId),
  'a sweeper forgets expired shares': (database) => shareRepository(database).prune(),
  'a page of the audit log': audit({}),
  'a later page of the audit log': audit({}, MIDDLE),
  'a page of the audit log, of one action': audit({ action: 'video.deleted' }, MIDDLE),
  'a page of the audit log, of an action that none has': audit({ action: 'member.left' }),
  'a page of the audit log, of one actor': audit({ actorId: idOf(77) }, MIDDLE),
  'a page of the audit log, of an actor that did nothing': audit({ actorId: idOf(4_321) }),
  'a page of the audit log, about one target': audit({ targetId: idOf(4_321) }),
  'a page of the audit log, about a target that none has': audit({ targetId: idOf(ROWS + 1) }, MIDDLE),
  'a page of the audit log, of one action about one target': audit({ action: 'video.created', targetId: idOf(4_323) }),
  'a page of the audit log, of some minutes': audit({ since: HOUR_AGO, until: new Date(), action: 'video.created' }),
  'refused requests are counted': (database) =>
    auditRepository(database).countRefusals([{ key: '50', actor: ACTOR, reason: {}, count: 1 }]),
  'a sweeper prunes audit logs': (database) => auditRepository(database).prune(KEPT_MS),
  'a sweeper erases the name of a deleted account': async (database) => {
    await large.client.query("UPDATE audit_erasure SET deleted_at = now() - interval '1 year' WHERE user_id = $1", [
      idOf(ROWS + 15),
    ]);
    await auditErasure(database).prune();
  },
  'a sweeper forgets expired links': (database) => emailTokenRepository(database).prune(),
  'a sweeper forgets ended sessions': (database) => sessionRepository(database).prune(),
  'a video is reprocessed, canceled and removed': async (database) => {
    const done = idOf(4_330) as VideoId;
    await videoCommands(database).retry(ACTOR, done, RECIPES.stream);
    await videoCommands(database).cancel(ACTOR, done);
    await videoCommands(database).remove(ACTOR, done);
  },
  'an upload is created and aborted': async (database) => {
    const upload = await uploadRepository(database, { storageBytes: 1e15 }).create(newUpload(ORGANIZATION));
    await uploadRepository(database).apply(upload, 'aborted');
    // The statements run once more to be explained.
    await database.sql.upload.delete({ where: { id: upload.id } });
  },
  'a source is counted': (database) =>
    database.transaction(async (tx) => {
      const job = { organizationId: ORGANIZATION, videoId: VIDEO } as LockedJob;
      await usageRepository(database).countSource(tx, job, 1);
    }),
  'what an organization uses': (database) => usageRepository(database).view(ORGANIZATION),
  'a sweeper removes replaced outputs': (database) => garbageRepository(database).remove(idOf(5)),
  'events that a follower missed': (database) => eventRepository(database).after(ORGANIZATION, VIDEO, 0),
  'events that Redis lost': (database) => eventRepository(database).lastSeqs([VIDEO]),
  'what changed in an organization': (database) => changeRepository(database).since([ORGANIZATION]),
};

test.each(Object.entries(WORK))('%s reads few rows of a large table and sorts few', async (_, work) => {
  const statements = await recorder.during(work);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) expect(await expensiveNodes(large.client, statement), statement.text).toEqual([]);
});
