type Table = Record<string, Partial<Record<string, string>>>;
type KeysOfUnion<T> = T extends unknown ? keyof T : never;

const BEGIN_AGAIN = ['replayed', 'requeued', 'reopened'];

/** Reads a lifecycle table: what may follow, and from where an event is allowed. */
export const lifecycle = <T extends Table>(table: T) => {
  type Status = keyof T & string;
  type Event = KeysOfUnion<T[Status]> & string;
  const rows = table as unknown as Record<Status, Partial<Record<Event, Status>>>;
  const statuses = Object.keys(table) as Status[];
  return {
    statuses,
    /** The status after `event`, or undefined when the event is not allowed now. */
    next: (status: Status, event: Event): Status | undefined => rows[status][event],
    /** All statuses in which `event` is allowed: the WHERE clause of a guarded update. */
    allowing: (event: Event): Status[] => statuses.filter((status) => event in rows[status]),
    /** Statuses that are left only by beginning again. */
    isTerminal: (status: Status): boolean => Object.keys(rows[status]).every((event) => BEGIN_AGAIN.includes(event)),
  };
};
