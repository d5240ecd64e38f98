import { expect, test } from 'vitest';
import { type Client, createClient } from '../client.js';
import { sendJson, serve, signedIn } from '../fixtures/serve.js';

const clientWithCalls = async () => {
  const calls: string[] = [];
  const baseUrl = await serve(({ method, path }, response) => {
    calls.push(`${method} ${path}`);
    sendJson(response, 200, {});
  });
  return { calls, client: createClient({ baseUrl, tokens: signedIn() }) };
};

const file = new File(['bytes'], 'a.mp4');
const CALLS: Record<string, (client: Client, id: string) => Promise<unknown>> = {
  get: ({ videos }, id) => videos.get(id),
  rename: ({ videos }, id) => videos.rename(id, 'a'),
  update: ({ videos }, id) => videos.update(id, { priority: 'low' }),
  delete: ({ videos }, id) => videos.delete(id),
  cancel: ({ videos }, id) => videos.cancel(id),
  retry: ({ videos }, id) => videos.retry(id),
  jobs: ({ videos }, id) => videos.jobs(id),
  jobHistory: ({ videos }, id) => videos.jobHistory(id),
  playbackToken: ({ videos }, id) => videos.playbackToken(id),
  downloadUrl: ({ videos }, id) => videos.downloadUrl(id),
  'downloadUrl of an output': ({ videos }, id) => videos.downloadUrl('v', id),
  originalUrl: ({ videos }, id) => videos.originalUrl(id),
  watch: (client, id) => client.watch(id).next(),
  'get of an upload': ({ uploads }, id) => uploads.get(id),
  'abort of an upload': ({ uploads }, id) => uploads.abort(id),
  signParts: ({ uploads }, id) => uploads.signParts(id, { partNumbers: [1] }),
  'uploadFile with resume': (client, id) => client.uploadFile(file, { resume: id }),
  revokeSession: ({ auth }, id) => auth.revokeSession(id),
};

test.each(Object.entries(CALLS))('%s rejects what is no id, without a request', async (name, call) => {
  const { calls, client } = await clientWithCalls();
  const ids = ['', '.', '..', '../videos', 'a/b', 'a\\b', undefined as unknown as string];
  // `resume: undefined` starts a new upload, and without an output the best MP4 is downloaded.
  const isOptional = name === 'uploadFile with resume' || name === 'downloadUrl of an output';
  for (const id of isOptional ? ids.slice(0, -1) : ids) {
    const error = await call(client, id).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/can't be an id\. Pass an id as the API returned it\.$/),
    );
  }
  expect(calls).toEqual([]);
});
