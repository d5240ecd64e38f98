import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import type { Clips } from './make-clips.ts';

export const ACCOUNT = { name: 'Ada', email: `ada-${Date.now()}@example.org`, password: 'a ride past hills' };

/** What the pictures show: a video of each kind. */
export type Filled = { client: Client; readyId: string; failedId: string };

/** A new account at a product. */
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

/** Uploads one after the other, so that the order in the library is always the same, and waits until all have ended. */
export const fillLibrary = async (client: Client, { finished, sound, noVideo }: Clips): Promise<Filled> => {
  const ids: string[] = [];
  for (const path of [noVideo, sound, ...finished]) ids.push(await upload(client, path));
  for (const id of ids) await untilEnded(client, id);
  return { client, failedId: ids[0] ?? '', readyId: ids.at(-1) ?? '' };
};
