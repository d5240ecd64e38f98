import { Prisma } from './generated/client.js';

const MARK = '/* not prepared */';

/**
 * SQL at the start of a statement that isn't prepared, because the best plan depends on its values: the one for any values would read
 * the whole table if they are rare or common.
 */
export const NOT_PREPARED = Prisma.raw(MARK);

/** A statement becomes a prepared one when it is used this often: many are used once per process, or vary with their lists. */
const MIN_USES = 3;
/** PostgreSQL keeps prepared statements, with their plans, in the memory of each connection. */
const MAX_NAMES = 300;
/** Statements that are counted before they have a name. */
const MAX_COUNTED = 1_000;

/**
 * Names of prepared statements by their text, for the statements that a process repeats: PostgreSQL then parses them once per connection, and
 * plans them only until it knows that a plan for all parameters is as good. Undefined: not prepared.
 */
export const statementNames = (): ((statement: { sql: string }) => string | undefined) => {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  return ({ sql }) => {
    if (sql.includes(MARK)) return undefined;
    const known = names.get(sql);
    if (known !== undefined || names.size === MAX_NAMES) return known;
    const count = (uses.get(sql) ?? 0) + 1;
    if (count < MIN_USES) {
      if (uses.size === MAX_COUNTED) uses.clear();
      uses.set(sql, count);
      return undefined;
    }
    uses.delete(sql);
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
};
