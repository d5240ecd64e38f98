/** Runs what concerns one name one after the other, and what concerns different names at the same time. */
export type Locks = {
  /** With the name to itself. */
  run<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Beside others that share the name, but not beside one that has it to itself. */
  share<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
};

/** `alone`: what who shares waits for. `all`: what who wants the name to itself waits for. Neither ever rejects. */
type Queue = { alone: Promise<void>; all: Promise<void> };

const settled = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(() => undefined);
};

export const createLocks = (): Locks => {
  const queues = new Map<string, Queue>();
  const queueOf = (name: string): Queue => queues.get(name) ?? { alone: Promise.resolve(), all: Promise.resolve() };
  const enter = (name: string, queue: Queue): void => {
    queues.set(name, queue);
    void queue.all.then(() => {
      if (queues.get(name) === queue) queues.delete(name);
    });
  };
  return {
    run: (name, work) => {
      const mine = queueOf(name).all.then(work);
      const done = settled(mine);
      enter(name, { alone: done, all: done });
      return mine;
    },
    share: (name, work) => {
      const { alone, all } = queueOf(name);
      const mine = alone.then(work);
      enter(name, { alone, all: settled(mine).then(() => all) });
      return mine;
    },
  };
};
