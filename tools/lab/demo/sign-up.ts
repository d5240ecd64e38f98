import { randomBytes } from 'node:crypto';
import { type Client, createClient } from '@media/sdk';

export type Account = { email: string; password: string };

/** Makes an account that nobody had before, and a client that is signed in with it. */
export const signUp = async (apiUrl: string): Promise<{ client: Client; account: Account }> => {
  const client = createClient({ baseUrl: apiUrl });
  const account = {
    email: `demo-${randomBytes(4).toString('hex')}@example.org`,
    password: randomBytes(9).toString('base64url'),
  };
  await client.auth.register({ ...account, name: 'Demo' });
  return { client, account };
};
