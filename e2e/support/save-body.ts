import { writeFile } from 'node:fs/promises';

/** Streams what was answered into a file. */
export const saveBody = async ({ ok, status, body, url }: Response, file: string): Promise<void> => {
  if (!ok || !body) throw new Error(`${url} answered ${status}`);
  await writeFile(file, body);
};
