type Dropped = Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>;

/**
 * The dropped files, including those in nested folders. Call it during the drop event: the browser empties the list
 * when the event ends.
 */
export const droppedFiles = async (items: Iterable<Dropped>): Promise<File[]> => {
  // Every entry has to be read before the first await.
  const found = Array.from(items, (item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = await Promise.all(found.map(({ entry, file }) => (entry ? filesOf(entry, file) : file ? [file] : [])));
  return files.flat();
};

/** Falls back to `file` for an entry that can't be read. Chromium fails on symbolic links. */
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

/** A reader returns its entries in batches; an empty batch marks the end. */
const childrenOf = async (directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return children;
    children.push(...batch);
  }
};
