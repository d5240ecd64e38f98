import type { SessionTokens, VideoMessage, VideoView } from '@media/contracts';
import { EventSource } from 'eventsource';
import { product } from './product.ts';

export type Caller = {
  /** Sends JSON and reads JSON; the status is the caller's to judge. */
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  token: string;
};

/** Plain HTTP, as any client would send it: nothing of our own client library. */
export const caller = (token: string, base = product().apiUrl): Caller => ({
  token,
  call: async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  },
});

export const CREDENTIALS = { password: 'correct horse battery' };

/** A new account's caller. */
export const register = async (): Promise<Caller & { email: string }> => {
  const email = `${crypto.randomUUID()}@example.org`;
  const answer = await caller('').call<SessionTokens>('POST', '/auth/register', { email, ...CREDENTIALS });
  if (answer.status !== 201) throw new Error(`register answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...caller(answer.body.accessToken), email };
};

/** The caller of an account that there is. */
export const login = async (email: string): Promise<Caller> => {
  const answer = await caller('').call<SessionTokens>('POST', '/auth/login', { email, ...CREDENTIALS });
  return caller(answer.body.accessToken);
};

/** Follows a video's events with a standard EventSource until it has ended; everything that was told, in order. */
export const follow = async (api: Caller, videoId: string): Promise<VideoMessage[]> => {
  const { body } = await api.call<{ token: string }>('POST', `/videos/${videoId}/playback-tokens`);
  const told: VideoMessage[] = [];
  const source = new EventSource(`${product().apiUrl}/videos/${videoId}/events?token=${body.token}`);
  try {
    await new Promise<void>((resolve, reject) => {
      source.onmessage = ({ data }) => {
        const message = JSON.parse(data) as VideoMessage;
        told.push(message);
        if (['completed', 'failed', 'cancelled'].includes(message.status ?? '')) resolve();
      };
      source.onerror = (event) => {
        if (source.readyState === source.CLOSED) reject(new Error(`events ended: ${event.code} ${event.message}`));
      };
    });
  } finally {
    source.close();
  }
  return told;
};

export const getVideo = async (api: Caller, id: string): Promise<VideoView> =>
  (await api.call<VideoView>('GET', `/videos/${id}`)).body;
