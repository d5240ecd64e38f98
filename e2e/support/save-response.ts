import { writeFile } from 'node:fs/promises';

/** Streams a response body into a file. */
export const saveResponse = async ({ ok, status, body, url }: Response, file: string): Promise<void> => {
  if (!ok || !body) throw new Error(`${url} answered ${status}`);
  await writeFile(file, body);
};
