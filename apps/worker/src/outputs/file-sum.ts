import type { FileSum, OutputKind } from '@media/core';
import { sumFileParts, WHOLE } from '@media/media';

export const fileSum = async (kind: OutputKind, name: string, path: string): Promise<FileSum> => {
  const [crc32 = 0] = await sumFileParts(path, [WHOLE]);
  return { kind, name, crc32 };
};
