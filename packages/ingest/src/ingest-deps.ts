import type { Database, Uploads } from '@media/database';
import type { Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';

/** Dependencies for completing and closing uploads. */
export type IngestDeps = {
  database: Database;
  uploads: Uploads;
  store: ObjectStore;
  log: Logger;
};
