import { expect, test } from 'vitest';
import { droppedFiles } from './dropped-files';

const fileEntry = (name: string) =>
  ({ isDirectory: false, file: (resolve: FileCallback) => resolve(new File([], name)) }) as FileSystemFileEntry;

const brokenEntry = () =>
  ({
    isDirectory: false,
    file: (_: FileCallback, reject?: ErrorCallback) => reject?.(new DOMException('gone', 'NotFoundError')),
  }) as FileSystemFileEntry;

/** Returns its entries in batches, as Chromium does. */
const folder = (...children: FileSystemEntry[]) => {
  const batches = children.map((child) => [child]);
  const readEntries = (resolve: FileSystemEntriesCallback) => resolve(batches.shift() ?? []);
  return { isDirectory: true, createReader: () => ({ readEntries }) } as unknown as FileSystemDirectoryEntry;
};

const item = (entry: FileSystemEntry | null, file: File | null = null) => ({
  webkitGetAsEntry: () => entry,
  getAsFile: () => file,
});

const namesOf = async (...items: ReturnType<typeof item>[]) => (await droppedFiles(items)).map(({ name }) => name);

test('files are listed in order, including those in nested folders', async () => {
  const season = folder(fileEntry('1.mp4'), folder(fileEntry('2.mp4'), folder()), fileEntry('3.mp4'));
  expect(await namesOf(item(fileEntry('a.mp4')), item(season), item(fileEntry('b.mp4')))).toEqual([
    'a.mp4',
    '1.mp4',
    '2.mp4',
    '3.mp4',
    'b.mp4',
  ]);
});

test('an entry that cannot be read falls back to its file, or is skipped', async () => {
  const link = new File([], 'link.mp4');
  const folderOfLinks = folder(brokenEntry(), fileEntry('1.mp4'));
  expect(await namesOf(item(brokenEntry(), link), item(folderOfLinks), item(null, link), item(null))).toEqual([
    'link.mp4',
    '1.mp4',
    'link.mp4',
  ]);
});
