type Table = Record<string, Partial<Record<string, string>>>;
type KeysOfUnion<T> = T extends unknown ? keyof T : never;

const RESTARTS = ['replayed', 'requeued', 'reopened'];

/** Answers questions about a lifecycle table: the next status, and the statuses that allow an event. */
export const lifecycle = <T extends Table>(table: T) => {
  type Status = keyof T & string;
  type Event = KeysOfUnion<T[Status]> & string;
  const rows = table as unknown as Record<Status, Partial<Record<Event, Status>>>;
  const statuses = Object.keys(table) as Status[];
  return {
    statuses,
    /** The status after `event`, or undefined if the event isn't allowed in this status. */
    next: (status: Status, event: Event): Status | undefined => rows[status][event],
    /** The statuses that allow `event`: the WHERE clause of a guarded update. */
    allowing: (event: Event): Status[] => statuses.filter((status) => event in rows[status]),
    /** Whether only a restart leaves this status. */
    isTerminal: (status: Status): boolean => Object.keys(rows[status]).every((event) => RESTARTS.includes(event)),
  };
};
