import type { Child } from '@media/local-services';
import type { ChildrenRecord } from './children-record.ts';
import type { Progress } from './progress.ts';
import { type Supervised, supervise, type Unit } from './supervise.ts';

export type Session = {
  /** Keeps a unit running. Resolves when it is ready. */
  run(unit: Unit): Promise<void>;
  /** Tracks a child that exits by itself, such as a build. */
  adopt(child: Child): void;
  isStopping(): boolean;
  /** Stops everything in reverse start order. A second call kills it. */
  stop(): Promise<void>;
};

type Deps = { record: ChildrenRecord; progress: Progress; onFailure(error: Error): void };

/** Tracks what this launcher has started. Stops in reverse order, so that nothing loses its dependencies. */
export const openSession = ({ record, progress, onFailure }: Deps): Session => {
  const units: Supervised[] = [];
  const children = new Set<Child>();
  let stopping: Promise<void> | undefined;

  const adopt = (child: Child): void => {
    record.add(child);
    children.add(child);
    if (stopping) void child.kill();
    void child.exited.then(() => children.delete(child));
  };

  const stopAll = async (): Promise<void> => {
    for (const supervised of units.toReversed()) await supervised.stop();
    await Promise.all([...children].map((child) => child.kill()));
  };

  return {
    adopt,
    isStopping: () => stopping !== undefined,
    run: async (unit) => {
      if (stopping) throw new Error('stopping');
      const supervised = supervise(unit, { onSpawn: adopt, report: progress.line });
      units.push(supervised);
      supervised.ended.catch(onFailure);
      await supervised.ready;
    },
    stop: () => {
      if (stopping) for (const child of children) void child.kill();
      stopping ??= stopAll();
      return stopping;
    },
  };
};
