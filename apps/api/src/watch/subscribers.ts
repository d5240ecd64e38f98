/** Subscribers by subject. Calls `onCount` whenever their number changes. */
export const createSubscribers = <Subject, Subscriber extends { end(): void }>(onCount: () => void) => {
  const sets = new Map<Subject, Set<Subscriber>>();
  return {
    subjects: (): Subject[] => [...sets.keys()],
    of: (subject: Subject): Subscriber[] => [...(sets.get(subject) ?? [])],
    count: (): number => [...sets.values()].reduce((sum, { size }) => sum + size, 0),

    /** Returns a function that removes the subscriber. */
    add: (subject: Subject, subscriber: Subscriber): (() => void) => {
      const set = sets.get(subject) ?? new Set();
      sets.set(subject, set.add(subscriber));
      onCount();
      return () => {
        set.delete(subscriber);
        if (set.size === 0 && sets.get(subject) === set) sets.delete(subject);
        onCount();
      };
    },

    endAll: (): void => {
      for (const subscriber of [...sets.values()].flatMap((set) => [...set])) subscriber.end();
    },
  };
};
export type Subscribers<Subject, Subscriber extends { end(): void }> = ReturnType<
  typeof createSubscribers<Subject, Subscriber>
>;
