import {
  auditErasure,
  auditRepository,
  changeRepository,
  dispatchRepository,
  emailTokenRepository,
  garbageRepository,
  historyRepository,
  idempotencyRepository,
  invitationRepository,
  organizationRemoval,
  orphanRepository,
  sessionRepository,
  shareRepository,
  statisticsRepository,
  taskEndings,
  trashCommands,
  uploadRepository,
} from '@media/database';
import { observeQueues } from '@media/runtime';
import { startDispatching } from '../dispatch/dispatch.js';
import { startSweeper } from '../sweep/start-sweeper.js';
import type { Connections } from './open-connections.js';
import type { RunningRole } from './running-role.js';

/**
 * The role `control`: enqueues due tasks, abandons lost workers, completes abandoned uploads and deletes unused objects. It
 * starts no programs and keeps no files. Several processes can have it.
 */
export const startControl = (connections: Connections): RunningRole => {
  const { config, log, database, store, live, queues, metrics } = connections;
  const dispatching = startDispatching({
    databaseUrl: config.databaseUrl,
    dispatch: dispatchRepository(database),
    endings: taskEndings(database),
    orphans: orphanRepository(database),
    ...{ queues, live, log },
  });
  const sweeper = startSweeper({
    ...{ config, log, database, store },
    uploads: uploadRepository(database),
    removal: organizationRemoval(database),
    trash: trashCommands(database, config.trashMs),
    garbage: garbageRepository(database),
    idempotency: idempotencyRepository(database),
    invitations: invitationRepository(database),
    shares: shareRepository(database),
    auditLog: auditRepository(database),
    auditErasure: auditErasure(database),
    statistics: statisticsRepository(database),
    sessions: sessionRepository(database),
    emailTokens: emailTokenRepository(database),
    changes: changeRepository(database),
    history: historyRepository(database),
  });
  observeQueues(metrics, queues, log);
  return {
    name: 'control',
    facts: {},
    stop: async () => {
      await Promise.all([dispatching.close(), sweeper.close()]);
    },
    close: async () => undefined,
  };
};
