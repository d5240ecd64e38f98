import { expect, test } from 'vitest';
import { droppedFiles } from './dropped-files';

const fileEntry = (name: string) =>
  ({ isDirectory: false, file: (resolve: FileCallback) => resolve(new File([], name)) }) as FileSystemFileEntry;

const brokenEntry = () =>
  ({
    isDirectory: false,
    file: (_: FileCallback, reject?: ErrorCallback) => reject?.(new DOMException('gone', 'NotFoundError')),
  }) as FileSystemFileEntry;

/** Like Chromium, it hands out its entries in portions. */
const folder = (...children: FileSystemEntry[]) => {
  const portions = children.map((child) => [child]);
  const readEntries = (resolve: FileSystemEntriesCallback) => resolve(portions.shift() ?? []);
  return { isDirectory: true, createReader: () => ({ readEntries }) } as unknown as FileSystemDirectoryEntry;
};

const item = (entry: FileSystemEntry | null, file: File | null = null) => ({
  webkitGetAsEntry: () => entry,
  getAsFile: () => file,
});

const namesOf = async (...items: ReturnType<typeof item>[]) => (await droppedFiles(items)).map(({ name }) => name);

test('files and the files in folders, however deep, come in their order', async () => {
  const season = folder(fileEntry('1.mp4'), folder(fileEntry('2.mp4'), folder()), fileEntry('3.mp4'));
  expect(await namesOf(item(fileEntry('a.mp4')), item(season), item(fileEntry('b.mp4')))).toEqual([
    'a.mp4',
    '1.mp4',
    '2.mp4',
    '3.mp4',
    'b.mp4',
  ]);
});

test('what cannot be read as an entry is taken as the file it is, or left out', async () => {
  const link = new File([], 'link.mp4');
  const folderOfLinks = folder(brokenEntry(), fileEntry('1.mp4'));
  expect(await namesOf(item(brokenEntry(), link), item(folderOfLinks), item(null, link), item(null))).toEqual([
    'link.mp4',
    '1.mp4',
    'link.mp4',
  ]);
});
