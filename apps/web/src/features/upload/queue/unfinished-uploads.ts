import { sessionHint } from '../../account/session-hint';

const KEY = 'media.unfinished';
// The server expires uploads that aren't resumed, so this list can forget old ones too.
const MAX_REMEMBERED = 20;

type FileIdentity = Pick<File, 'name' | 'size' | 'lastModified'>;
/** What a file becomes: a video with a recipe and an optional title, in an organization. */
export type Target = { recipe: string; organizationId: string; title?: string };
/** The same file with another recipe or organization is another upload. */
export type Intent = Target & { file: FileIdentity };
export type UnfinishedUpload = Intent & { uploadId: string };
type Stored = UnfinishedUpload & { ownerId: string | null };
/** Releases without a current organization stored none: they uploaded to the personal one. */
type LegacyStored = Omit<Stored, 'organizationId'> & { organizationId?: undefined };

/** Equal for the same file, also after a reload and in any folder. */
export const fileIdentity = ({ size, lastModified, name }: FileIdentity): string =>
  [size, lastModified, name].join('|');

/** Equal for the same file, recipe and organization, also after a reload. */
export const identityOf = ({ file, recipe, organizationId }: Intent): string =>
  [organizationId, recipe, fileIdentity(file)].join('|');

/** By upload id, for the lifetime of the page. */
const uploadedBytes = new Map<string, number>();
const listeners = new Set<() => void>();
const readText = (): string => localStorage.getItem(KEY) ?? '[]';
const parse = (text: string): Stored[] => JSON.parse(text) as Stored[];
/** Users who share a browser only see their own uploads. */
const isMine = ({ ownerId }: Pick<Stored, 'ownerId'>): boolean => ownerId === sessionHint.read();

const write = (stored: readonly (Stored | LegacyStored)[]): void => {
  localStorage.setItem(KEY, JSON.stringify(stored.slice(-MAX_REMEMBERED)));
  for (const listener of listeners) listener();
};

const without = (intent: Intent): Stored[] =>
  parse(readText()).filter((stored) => !isMine(stored) || identityOf(stored) !== identityOf(intent));

const targetOf = ({ recipe, organizationId, title }: Target): Target => ({
  recipe,
  organizationId,
  ...(title !== undefined && { title }),
});

/**
 * Remembers which upload belongs to a file. A page can't keep the file itself across a reload, but recognizes it by name,
 * size and modification time when it is chosen again.
 */
export const unfinishedUploads = {
  list: (): UnfinishedUpload[] => parse(readText()).filter(isMine),

  find: (intent: Intent): string | undefined =>
    unfinishedUploads.list().find((stored) => identityOf(stored) === identityOf(intent))?.uploadId,

  /** Records how many bytes of an upload the store last confirmed. */
  noteUploadedBytes: (uploadId: string, bytes: number): void => void uploadedBytes.set(uploadId, bytes),

  uploadedBytesOf: (intent: Intent): number => uploadedBytes.get(unfinishedUploads.find(intent) ?? '') ?? 0,

  /** The targets of a file that is chosen again, newest first. */
  targetsOf: (file: FileIdentity): Target[] =>
    unfinishedUploads
      .list()
      .filter((stored) => fileIdentity(stored.file) === fileIdentity(file))
      .map(targetOf)
      .toReversed(),

  /** Assigns uploads stored by releases without a current organization to the personal one. */
  adopt: (personalId: string): void => {
    const stored: (Stored | LegacyStored)[] = parse(readText());
    const isOrphan = (one: Stored | LegacyStored) => one.organizationId === undefined && isMine(one);
    if (stored.some(isOrphan))
      write(stored.map((one) => (isOrphan(one) ? { ...one, organizationId: personalId } : one)));
  },

  remember: ({ file: { name, size, lastModified }, ...target }: Intent, uploadId: string): void => {
    const intent = { file: { name, size, lastModified }, ...targetOf(target) };
    write([...without(intent), { ...intent, uploadId, ownerId: sessionHint.read() }]);
  },

  forget: (intent: Intent): void => write(without(intent)),

  /** Changes with every change, in this tab and in others. */
  version: readText,

  subscribe: (listener: () => void): (() => void) => {
    // `storage` fires only in other tabs; a null key means that everything was cleared.
    const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && listener();
    listeners.add(listener);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  },
};
