import { sessionHint } from '../../account/session-hint';

const KEY = 'media.unfinished';
// An upload that nobody resumes is swept by the server; what is kept here must not grow for ever either.
const MOST_KEPT = 20;

type FileIdentity = Pick<File, 'name' | 'size' | 'lastModified'>;
/** What a file is to become: by which recipe, and in which organization. */
export type Target = { recipe: string; organizationId: string };
/** The same file with another target is another upload. */
export type Intent = Target & { file: FileIdentity };
export type UnfinishedUpload = Intent & { uploadId: string };
type Kept = UnfinishedUpload & { ownerId: string | null };
/** Releases without a current organization kept none: they uploaded to the personal one. */
type KeptBefore = Omit<Kept, 'organizationId'> & { organizationId?: undefined };

/** The same for the same file, also after a reload and in whatever folder it was found. */
export const fileIdentity = ({ size, lastModified, name }: FileIdentity): string =>
  [size, lastModified, name].join('|');

/** The same for the same file and target, also after a reload. */
export const identityOf = ({ file, recipe, organizationId }: Intent): string =>
  [organizationId, recipe, fileIdentity(file)].join('|');

/** By upload, as long as this page lives. */
const arrived = new Map<string, number>();
const listeners = new Set<() => void>();
const readText = (): string => localStorage.getItem(KEY) ?? '[]';
const parse = (text: string): Kept[] => JSON.parse(text) as Kept[];
/** Several people may use one browser: each sees their own. */
const isMine = ({ ownerId }: Pick<Kept, 'ownerId'>): boolean => ownerId === sessionHint.read();

const write = (kept: readonly (Kept | KeptBefore)[]): void => {
  localStorage.setItem(KEY, JSON.stringify(kept.slice(-MOST_KEPT)));
  for (const listener of listeners) listener();
};

const without = (intent: Intent): Kept[] =>
  parse(readText()).filter((kept) => !isMine(kept) || identityOf(kept) !== identityOf(intent));

/**
 * Remembers which upload a file was begun with. A page cannot keep the file itself over a reload, but it knows it again
 * by name, size and time of change when it is picked once more.
 */
export const unfinishedUploads = {
  list: (): UnfinishedUpload[] => parse(readText()).filter(isMine),

  find: (intent: Intent): string | undefined =>
    unfinishedUploads.list().find((kept) => identityOf(kept) === identityOf(intent))?.uploadId,

  /** What the store last said it has of an upload. */
  noteArrived: (uploadId: string, arrivedBytes: number): void => void arrived.set(uploadId, arrivedBytes),

  arrivedOf: (intent: Intent): number => arrived.get(unfinishedUploads.find(intent) ?? '') ?? 0,

  /** What a file that is picked again was to become; the newest first when there were several targets. */
  targetsOf: (file: FileIdentity): Target[] =>
    unfinishedUploads
      .list()
      .filter((kept) => fileIdentity(kept.file) === fileIdentity(file))
      .map(({ recipe, organizationId }) => ({ recipe, organizationId }))
      .toReversed(),

  /** Files what a release without a current organization has kept under the personal one. */
  adopt: (personalId: string): void => {
    const kept: (Kept | KeptBefore)[] = parse(readText());
    const isOrphan = (one: Kept | KeptBefore) => one.organizationId === undefined && isMine(one);
    if (kept.some(isOrphan)) write(kept.map((one) => (isOrphan(one) ? { ...one, organizationId: personalId } : one)));
  },

  remember: ({ file: { name, size, lastModified }, recipe, organizationId }: Intent, uploadId: string): void => {
    const intent = { file: { name, size, lastModified }, recipe, organizationId };
    write([...without(intent), { ...intent, uploadId, ownerId: sessionHint.read() }]);
  },

  forget: (intent: Intent): void => write(without(intent)),

  /** Changes with every change, in this tab and in others. */
  version: readText,

  subscribe: (listener: () => void): (() => void) => {
    // `storage` tells of the other tabs only; a null key means that everything was cleared.
    const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && listener();
    listeners.add(listener);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  },
};
