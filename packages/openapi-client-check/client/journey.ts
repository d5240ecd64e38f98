import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Video = components['schemas']['Video'];
type Api = Client<paths>;

const BYTES = new TextEncoder().encode('not a video, but bytes that can be stored');

/** Turns error responses into exceptions with the error code. */
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
  if (user.organizations[0]?.role !== 'owner') throw new Error('The new user does not own an organization.');
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
  if (!sent.ok) throw new Error(`Storage responded with status ${sent.status}.`);
  return id;
};

const statusOf = ({ status }: components['schemas']['VideoMessage']): string => present(status);

/** Reads the snapshot at the start of the stream. */
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

/** Enums are open, so comparing with a status of a later release would also compile. */
const isInProgress = ({ status }: Video): boolean => status === 'queued' || status === 'processing';

/** Signs up, uploads, follows, cancels, and deletes a video, using only the generated types. Returns the values it observed. */
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
  if (!isInProgress(viewed)) throw new Error(`The video is not being processed: ${viewed.status}`);
  const followed = await follow(api, video.id);
  const cancelled = present((await api.POST('/videos/{id}/cancel', { params: { path } })).data);
  const jobs = present((await api.GET('/videos/{id}/jobs', { params: { path } })).data);
  await api.DELETE('/videos/{id}', { params: { path } });
  const gone = await api.GET('/videos/{id}', { params: { path } }).catch(({ message }: Error) => message);
  return [...titles, followed, cancelled.status, ...jobs.items.map(({ status }) => status), String(gone)];
};
