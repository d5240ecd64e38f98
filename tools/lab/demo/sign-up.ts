import { randomBytes } from 'node:crypto';
import { type Client, createClient } from '@media/sdk';

export type Account = { email: string; password: string };

/** Creates a new account and a client that is signed in to it. */
export const signUp = async (apiUrl: string): Promise<{ client: Client; account: Account }> => {
  const client = createClient({ baseUrl: apiUrl });
  const account = {
    email: `demo-${randomBytes(4).toString('hex')}@example.org`,
    password: randomBytes(9).toString('base64url'),
  };
  await client.auth.register({ ...account, name: 'Demo' });
  return { client, account };
};
