import { applyMigrations } from '@media/database';
import { createLog, migrateConfig, requireNode } from '@media/runtime';

// Once before the processes of a new version, where no launcher does it: in a container or a job of an orchestrator.
requireNode(process.versions.node);
const config = migrateConfig(process.env);
const applied = await applyMigrations(config.databaseUrl);
createLog('migrate', config.logLevel).info({ applied }, 'the database is up to date');
