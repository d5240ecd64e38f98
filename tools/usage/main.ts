import { parseArgs } from 'node:util';
import { openDatabase, type UsageDifference, usageCheck } from '@media/database';

const USAGE = `Usage: DATABASE_URL=postgresql://… pnpm usage:check [--repair]`;

const show = ({ organizationId, amount, counter, entries, rows }: UsageDifference): string =>
  `${organizationId} ${amount}: counter ${counter}, entries ${entries}${rows === null ? '' : `, rows ${rows}`}`;

/** `pnpm usage:check` compares counted usage with the entries and rows it comes from, and `--repair` corrects it. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false } } });
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    console.error(USAGE);
    return 2;
  }
  const database = openDatabase({ databaseUrl, maxConnections: 2, onEvents: () => undefined });
  try {
    const check = usageCheck(database);
    const differences = await check.differences();
    for (const difference of differences) console.log(show(difference));
    if (differences.length === 0) console.log('The usage of all organizations is correct.');
    if (!values.repair) return differences.length === 0 ? 0 : 1;
    const organizations = new Set(differences.map(({ organizationId }) => organizationId));
    for (const organizationId of organizations) await check.repair(organizationId);
    console.log(`Corrected the usage of ${organizations.size} organizations.`);
    return 0;
  } finally {
    await database.close();
  }
};

process.exit(await main());
