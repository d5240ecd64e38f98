import { applyMigrations } from '@media/database';
import { createLog, migrateConfig, requireNode } from '@media/runtime';

// Run it once before starting a new version, as a container or an orchestrator job. The launcher migrates by itself.
requireNode(process.versions.node);
const config = migrateConfig(process.env);
const applied = await applyMigrations(config.databaseUrl);
createLog('migrate', config.logLevel).info({ applied }, 'Database is up to date');
