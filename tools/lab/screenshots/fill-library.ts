import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import type { Clips } from './make-clips.ts';

export const PASSWORD = 'a ride past hills';
export const ACCOUNT = { name: 'Ada', email: `ada-${Date.now()}@example.org`, password: PASSWORD };

/** A client of the account, and the videos to take screenshots of. */
export type Library = { client: Client; readyId: string; failedId: string };

export const signUp = async (webUrl: string): Promise<Client> => {
  const client = createClient({ baseUrl: `${webUrl}/api` });
  await client.auth.register(ACCOUNT);
  return client;
};

export const upload = async (client: Client, path: string): Promise<string> =>
  (await client.uploadFile(await fileSource(path))).id;

const untilEnded = async (client: Client, id: string): Promise<void> => {
  for await (const { status } of client.watch(id)) if (status === 'completed' || status === 'failed') return;
};

/** Uploads one file at a time, so that the library's order is always the same, and waits until all are processed. */
export const fillLibrary = async (client: Client, { finished, audio, notMedia }: Clips): Promise<Library> => {
  const ids: string[] = [];
  for (const path of [notMedia, audio, ...finished]) ids.push(await upload(client, path));
  for (const id of ids) await untilEnded(client, id);
  return { client, failedId: ids[0] ?? '', readyId: ids.at(-1) ?? '' };
};
