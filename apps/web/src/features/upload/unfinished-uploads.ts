const KEY = 'media.unfinished-uploads';
// An upload that nobody resumes is swept by the server; what is kept here must not grow for ever either.
const MOST_KEPT = 20;

type FileIdentity = Pick<File, 'name' | 'size' | 'lastModified'>;
/** A file and what is to be made of it: the same file by another recipe is another upload. */
type Intent = { file: FileIdentity; recipe: string };
type Kept = [identity: string, uploadId: string][];

const identityOf = ({ file, recipe }: Intent): string => [file.size, file.lastModified, recipe, file.name].join('|');

const read = (): Kept => JSON.parse(localStorage.getItem(KEY) ?? '[]') as Kept;

const write = (kept: Kept): void => localStorage.setItem(KEY, JSON.stringify(kept.slice(-MOST_KEPT)));

const without = (intent: Intent): Kept => read().filter(([identity]) => identity !== identityOf(intent));

/**
 * Remembers which upload a file was begun with. A page cannot keep the file itself over a reload, but it knows it again
 * by name, size and time of change when it is picked once more.
 */
export const unfinishedUploads = {
  find: (intent: Intent): string | undefined => read().find(([identity]) => identity === identityOf(intent))?.[1],
  remember: (intent: Intent, uploadId: string): void => write([...without(intent), [identityOf(intent), uploadId]]),
  forget: (intent: Intent): void => write(without(intent)),
};
