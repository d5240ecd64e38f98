/** Read-write locks by name, in the order of the calls. */
export type Locks = {
  /** Waits for all earlier work on the name. */
  exclusive<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Waits only for earlier exclusive work on the name. */
  shared<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
};

/** `exclusive`: settles after the last exclusive work. `all`: settles after all work. Neither rejects. */
type Queue = { exclusive: Promise<void>; all: Promise<void> };

const settled = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(() => undefined);
};

export const createLocks = (): Locks => {
  const queues = new Map<string, Queue>();
  const queueOf = (name: string): Queue => queues.get(name) ?? { exclusive: Promise.resolve(), all: Promise.resolve() };
  const enter = (name: string, queue: Queue): void => {
    queues.set(name, queue);
    void queue.all.then(() => {
      if (queues.get(name) === queue) queues.delete(name);
    });
  };
  return {
    exclusive: (name, work) => {
      const result = queueOf(name).all.then(work);
      const done = settled(result);
      enter(name, { exclusive: done, all: done });
      return result;
    },
    shared: (name, work) => {
      const { exclusive, all } = queueOf(name);
      const result = exclusive.then(work);
      enter(name, { exclusive, all: settled(result).then(() => all) });
      return result;
    },
  };
};
