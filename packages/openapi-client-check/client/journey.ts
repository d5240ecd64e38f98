import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Video = components['schemas']['Video'];
type Api = Client<paths>;

const BYTES = new TextEncoder().encode('not a video, but bytes that can be stored');

/** What a caller of this API writes first: a failure becomes an exception with the code of the problem. */
const throwOnProblem: Middleware = {
  async onResponse({ request, response }) {
    if (response.ok) return;
    const problem: components['schemas']['Problem'] = await response.json();
    throw new Error(`${request.method} ${new URL(request.url).pathname}: ${problem.status} ${problem.code}`);
  },
};

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The response has no body.');
  return value;
};

const signUp = async (api: Api): Promise<void> => {
  const body = { email: `${crypto.randomUUID()}@example.org`, password: 'correct horse battery', name: 'Ada' };
  const { accessToken, user } = present((await api.POST('/auth/register', { body })).data);
  if (user.organizations[0]?.role !== 'owner') throw new Error('A new user owns an organization.');
  api.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${accessToken}`);
      return request;
    },
  });
};

const upload = async (api: Api): Promise<string> => {
  const created = await api.POST('/uploads', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { fileName: 'clip.mp4', sizeBytes: BYTES.byteLength, contentType: 'video/mp4' },
  });
  const { id, url, headers } = present(created.data);
  const sent = await fetch(present(url), { method: 'PUT', body: BYTES, ...(headers && { headers }) });
  if (!sent.ok) throw new Error(`The store answered ${sent.status}.`);
  return id;
};

const statusOf = ({ status }: components['schemas']['VideoMessage']): string => present(status);

/** Reads the snapshot that a stream begins with. */
const follow = async (api: Api, id: string): Promise<string> => {
  const leave = new AbortController();
  const { data } = await api.GET('/videos/{id}/events', {
    params: { path: { id } },
    parseAs: 'stream',
    signal: leave.signal,
  });
  const reader = present(data ?? undefined)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  try {
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      text += value ?? '';
      const message = /^data: (.*)$/m.exec(text)?.[1];
      if (message !== undefined) return statusOf(JSON.parse(message));
      if (done) throw new Error('The stream ended without a message.');
    }
  } finally {
    leave.abort();
  }
};

/** A status of a later release compiles too: that is what open enums are for. */
const isUnderWay = ({ status }: Video): boolean => status === 'queued' || status === 'processing';

/** From an account to a deleted video, by the generated types alone. Returns what it has seen. */
export const journey = async (baseUrl: string): Promise<string[]> => {
  const api = createClient<paths>({ baseUrl });
  api.use(throwOnProblem);
  await signUp(api);
  const uploadId = await upload(api);
  const body = { uploadId, title: 'Generated', recipe: 'stream', metadata: { from: 'client' } };
  const video = present((await api.POST('/videos', { body })).data);
  const path = { id: video.id };
  const list = await api.GET('/videos', { params: { query: { status: 'queued', sort: 'newest', limit: 10 } } });
  const titles = present(list.data).items.map(({ title }) => title);
  const viewed = present((await api.GET('/videos/{id}', { params: { path } })).data);
  if (!isUnderWay(viewed)) throw new Error(`Nothing works on it: ${viewed.status}`);
  const followed = await follow(api, video.id);
  const cancelled = present((await api.POST('/videos/{id}/cancel', { params: { path } })).data);
  const jobs = present((await api.GET('/videos/{id}/jobs', { params: { path } })).data);
  await api.DELETE('/videos/{id}', { params: { path } });
  const gone = await api.GET('/videos/{id}', { params: { path } }).catch(({ message }: Error) => message);
  return [...titles, followed, cancelled.status, ...jobs.items.map(({ status }) => status), String(gone)];
};
