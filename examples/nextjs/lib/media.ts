import { type Client, createClient } from '@media/sdk';

// For server code only: a component that runs in the browser must not import this module.
const { MEDIA_API = 'http://localhost:3001', MEDIA_WEB = 'http://localhost:3000' } = process.env;

let signedIn: Promise<unknown> | undefined;
const signOut = () => {
  signedIn = undefined;
};
const client = createClient({ baseUrl: MEDIA_API, onSessionEnded: signOut });

/** A client that is signed in with the account of this server. Its session renews itself. */
export const media = async (): Promise<Client> => {
  const { MEDIA_EMAIL: email = '', MEDIA_PASSWORD: password = '' } = process.env;
  signedIn ??= client.auth.login({ email, password });
  await signedIn.catch((error: unknown) => {
    signOut();
    throw error;
  });
  return client;
};

/** The address of the embedded player. Its token plays this one video until it expires. */
export const playerUrl = async (videoId: string): Promise<string> => {
  const { token } = await (await media()).videos.playbackToken(videoId);
  return `${MEDIA_WEB}/embed/${encodeURIComponent(videoId)}?${new URLSearchParams({ token })}`;
};
