/** Runs what concerns one name one after the other, and what concerns different names at the same time. */
export type Locks = { run<Result>(name: string, work: () => Promise<Result>): Promise<Result> };

export const createLocks = (): Locks => {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: async (name, work) => {
      const before = last.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(name, mine);
      try {
        return await mine;
      } finally {
        if (last.get(name) === mine) last.delete(name);
      }
    },
  };
};
