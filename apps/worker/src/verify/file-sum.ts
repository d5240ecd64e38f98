import type { OutputKind } from '@media/core';
import { sumFileParts, WHOLE } from '@media/media';

/** The CRC-32 of a file as it was made, by which it is known again in the store. */
export type FileSum = { kind: OutputKind; name: string; crc32: number };

/** Of tasks that make files, what the others need to know. */
export type FilesResult = { files: FileSum[] };

export const fileSum = async (kind: OutputKind, name: string, path: string): Promise<FileSum> => {
  const [crc32 = 0] = await sumFileParts(path, [WHOLE]);
  return { kind, name, crc32 };
};
