import type { TaskKind } from '@media/core';
import { withConnection } from '@media/local-services';
import { until } from '../scene.fixture.js';

/** The task to interrupt. */
export type Target = { kind: TaskKind; index: number };

/** The transactions of an attempt; `publishing` publishes a piece. They are blocked with their rows written but not committed. */
export type Step = 'claiming' | 'publishing' | 'ending';

/** An arbitrary lock key that nothing else uses in this database. */
const LOCK = 7_316_002;
const POLL_MS = 10;

const INSTALL = `
  CREATE TABLE gate (step text, kind text, index int);
  CREATE FUNCTION pass_gate(at_step text, of_kind text, at_index int, by_worker text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM gate WHERE step = at_step AND kind = of_kind AND index = at_index) THEN RETURN; END IF;
    PERFORM set_config('application_name', by_worker, false);
    PERFORM pg_advisory_xact_lock(${LOCK});
  END $$;
  CREATE FUNCTION gate_claiming() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pass_gate('claiming', NEW.kind::text, NEW.index, NEW.worker);
    RETURN NEW;
  END $$;
  CREATE FUNCTION gate_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE maker task;
  BEGIN
    SELECT * INTO maker FROM task WHERE id = NEW.task_id;
    PERFORM pass_gate('publishing', maker.kind::text, maker.index, maker.worker);
    RETURN NEW;
  END $$;
  CREATE FUNCTION gate_ending() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE ended task;
  BEGIN
    SELECT * INTO ended FROM task WHERE id = NEW.task_id;
    PERFORM pass_gate('ending', ended.kind::text, ended.index, NEW.worker);
    RETURN NEW;
  END $$;
  CREATE TRIGGER gate_claiming BEFORE UPDATE ON task FOR EACH ROW
    WHEN (NEW.status = 'running' AND OLD.status <> 'running') EXECUTE FUNCTION gate_claiming();
  CREATE TRIGGER gate_publishing AFTER INSERT ON media_object FOR EACH ROW EXECUTE FUNCTION gate_publishing();
  CREATE TRIGGER gate_ending AFTER UPDATE ON attempt FOR EACH ROW
    WHEN (NEW.status = 'completed') EXECUTE FUNCTION gate_ending()`;

const WAITING = `
  SELECT application_name AS worker FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted AND application_name <> ''
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Blocks workers inside a transaction, with triggers that wait for a lock. */
export const openDatabaseGate = async (databaseUrl: string) => {
  const closed = Promise.withResolvers<void>();
  type Client = Parameters<Parameters<typeof withConnection>[1]>[0];
  const opened = Promise.withResolvers<Client>();
  const ended = withConnection(databaseUrl, async (client) => {
    opened.resolve(client);
    await closed.promise;
  });
  ended.catch(opened.reject);
  const client = await opened.promise;
  await client.query(INSTALL);
  return {
    /** From now on, a worker that reaches this transaction of the task blocks there. */
    hold: async (step: Step, { kind, index }: Target) => {
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await client.query('INSERT INTO gate VALUES ($1, $2, $3)', [step, kind, index]);
      return {
        /** The name of the blocked worker. */
        reached: (): Promise<string> =>
          until(async () => (await client.query<{ worker: string }>(WAITING)).rows[0]?.worker, undefined, POLL_MS),
        release: async (): Promise<void> => {
          await client.query('DELETE FROM gate');
          await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
        },
      };
    },
    close: async (): Promise<void> => {
      closed.resolve();
      await ended;
    },
  };
};
