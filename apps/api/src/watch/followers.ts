/** Who follows what, and how many they are. */
export const createFollowers = <Subject, Follower extends { end(): void }>(onCount: () => void) => {
  const sets = new Map<Subject, Set<Follower>>();
  return {
    subjects: (): Subject[] => [...sets.keys()],
    of: (subject: Subject): Follower[] => [...(sets.get(subject) ?? [])],
    count: (): number => [...sets.values()].reduce((sum, { size }) => sum + size, 0),

    /** Returns what takes the follower out again. */
    add: (subject: Subject, follower: Follower): (() => void) => {
      const set = sets.get(subject) ?? new Set();
      sets.set(subject, set.add(follower));
      onCount();
      return () => {
        set.delete(follower);
        if (set.size === 0 && sets.get(subject) === set) sets.delete(subject);
        onCount();
      };
    },

    endAll: (): void => {
      for (const follower of [...sets.values()].flatMap((set) => [...set])) follower.end();
    },
  };
};
export type Followers<Subject, Follower extends { end(): void }> = ReturnType<
  typeof createFollowers<Subject, Follower>
>;
