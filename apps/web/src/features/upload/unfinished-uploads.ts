const KEY = 'media.unfinished-uploads';
// An upload that nobody resumes is swept by the server; what is kept here must not grow for ever either.
const MOST_KEPT = 20;

type FileIdentity = Pick<File, 'name' | 'size' | 'lastModified'>;
type Kept = [identity: string, uploadId: string][];

const identityOf = ({ name, size, lastModified }: FileIdentity): string => `${size}|${lastModified}|${name}`;

const read = (): Kept => JSON.parse(localStorage.getItem(KEY) ?? '[]') as Kept;

const write = (kept: Kept): void => localStorage.setItem(KEY, JSON.stringify(kept.slice(-MOST_KEPT)));

const without = (file: FileIdentity): Kept => read().filter(([identity]) => identity !== identityOf(file));

/**
 * Remembers which upload a file was begun with. A page cannot keep the file itself over a reload, but it knows it again
 * by name, size and time of change when it is picked once more.
 */
export const unfinishedUploads = {
  find: (file: FileIdentity): string | undefined => read().find(([identity]) => identity === identityOf(file))?.[1],
  remember: (file: FileIdentity, uploadId: string): void => write([...without(file), [identityOf(file), uploadId]]),
  forget: (file: FileIdentity): void => write(without(file)),
};
