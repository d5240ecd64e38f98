import type { SessionTokens, VideoMessage, VideoView } from '@media/contracts';
import { EventSource } from 'eventsource';
import { product } from './product.ts';

export type Caller = {
  /** Sends and receives JSON. Does not throw for error statuses. */
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  token: string;
};

/** Plain HTTP without our SDK, as any client would send it. */
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

/** Signs up a new account. */
export const register = async (): Promise<Caller & { email: string }> => {
  const email = `${crypto.randomUUID()}@example.org`;
  const answer = await caller('').call<SessionTokens>('POST', '/auth/register', { email, ...CREDENTIALS });
  if (answer.status !== 201) throw new Error(`register answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...caller(answer.body.accessToken), email };
};

/** Signs in to an existing account. */
export const login = async (email: string): Promise<Caller> => {
  const answer = await caller('').call<SessionTokens>('POST', '/auth/login', { email, ...CREDENTIALS });
  return caller(answer.body.accessToken);
};

/** Follows a video's events with a standard EventSource until it completes, fails or is canceled. Returns all messages. */
export const follow = async (api: Caller, videoId: string): Promise<VideoMessage[]> => {
  const { body } = await api.call<{ token: string }>('POST', `/videos/${videoId}/playback-tokens`);
  const messages: VideoMessage[] = [];
  const source = new EventSource(`${product().apiUrl}/videos/${videoId}/events?token=${body.token}`);
  try {
    await new Promise<void>((resolve, reject) => {
      source.onmessage = ({ data }) => {
        const message = JSON.parse(data) as VideoMessage;
        messages.push(message);
        if (['completed', 'failed', 'cancelled'].includes(message.status ?? '')) resolve();
      };
      source.onerror = (event) => {
        if (source.readyState === source.CLOSED) reject(new Error(`events ended: ${event.code} ${event.message}`));
      };
    });
  } finally {
    source.close();
  }
  return messages;
};

export const getVideo = async (api: Caller, id: string): Promise<VideoView> =>
  (await api.call<VideoView>('GET', `/videos/${id}`)).body;
