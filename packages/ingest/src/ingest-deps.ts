import type { Database, Uploads } from '@media/database';
import type { Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';

/** What it takes to complete or close an upload. */
export type IngestDeps = {
  database: Database;
  uploads: Uploads;
  store: ObjectStore;
  log: Logger;
};
