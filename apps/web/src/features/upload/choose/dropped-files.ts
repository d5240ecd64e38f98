type Dropped = Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>;

/**
 * The files of a drop, those in folders and their folders included. Must be called while the event lasts: what was dropped
 * can't be read later.
 */
export const droppedFiles = async (items: Iterable<Dropped>): Promise<File[]> => {
  // All entries are asked for at once: after the first pause, the browser has emptied the list.
  const found = Array.from(items, (item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = await Promise.all(found.map(({ entry, file }) => (entry ? filesOf(entry, file) : file ? [file] : [])));
  return files.flat();
};

/** `file` stands in for an entry that cannot be read: Chromium refuses symbolic links so. */
const filesOf = async (entry: FileSystemEntry, file: File | null): Promise<File[]> => {
  try {
    if (isDirectory(entry))
      return (await Promise.all((await childrenOf(entry)).map((child) => filesOf(child, null)))).flat();
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  } catch {
    return file ? [file] : [];
  }
};

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A reader hands its entries out in portions, and an empty one at the end. */
const childrenOf = async (directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return children;
    children.push(...portion);
  }
};
