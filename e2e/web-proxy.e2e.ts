import { readFile } from 'node:fs/promises';
import type { UploadCreated, VideoMessage, VideoView } from '@media/contracts';
import { makeClip } from '@media/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { type Caller, caller, register } from './support/api.ts';
import { product } from './support/product.ts';

const api = `${product().webUrl}/api`;

/** Signs up an account that calls the API through the web server. */
const throughTheWeb = async (): Promise<Caller> => caller((await register()).token, api);

const startVideo = async (owner: Caller): Promise<string> => {
  const bytes = await readFile(await makeClip({ seconds: 30, size: '1280x720', extra: ['-crf', '36'] }));
  const request = { fileName: 'clip.mp4', sizeBytes: bytes.length, contentType: 'video/mp4' };
  const { body: upload } = await owner.call<UploadCreated>('POST', '/uploads', request);
  await fetch(upload.url ?? '', { method: 'PUT', headers: upload.headers, body: bytes });
  return (await owner.call<VideoView>('POST', '/videos', { uploadId: upload.id })).body.id;
};

const openStream = async ({ token }: Caller, videoId: string): Promise<Response> => {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  // As browsers send it: a compressed response could be buffered.
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' };
  return fetch(`${api}/videos/${videoId}/events`, { headers, signal: abort.signal });
};

/** The messages of a stream as they arrive. */
async function* messagesOf({ body }: Response): AsyncGenerator<VideoMessage> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const data of blocks.flatMap((block) => /^data: ?(.*)$/m.exec(block)?.[1] ?? [])) yield JSON.parse(data);
  }
}

test('the web server forwards each event without waiting for the next one', async () => {
  const owner = await throughTheWeb();
  const videoId = await startVideo(owner);
  const stream = await openStream(owner, videoId);
  expect(stream.status).toBe(200);
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(stream.headers.get('content-encoding')).toBeNull();

  const messages = messagesOf(stream);
  const { value: snapshot } = await messages.next();
  expect(snapshot).toMatchObject({ status: expect.stringMatching(/^(queued|processing)$/), playable: false });
  expect((await owner.call<VideoView>('POST', `/videos/${videoId}/cancel`)).status).toBe(202);
  // The stream ends with the video.
  const rest = [];
  for await (const message of messages) rest.push(message);
  expect(rest.at(-1)).toMatchObject({ status: 'cancelled' });
});

test('forwards error responses of the API unchanged', async () => {
  const { call } = await throughTheWeb();
  expect(await call('GET', '/videos/01900000-0000-7000-8000-000000000000')).toMatchObject({
    status: 404,
    body: { code: 'VIDEO_NOT_FOUND', requestId: expect.any(String) },
  });
});

test('metrics are served on separate ports only', async () => {
  const { call } = await throughTheWeb();
  expect(await call('GET', '/metrics')).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } });
  await call('GET', '/videos');
  const { metricsUrls, webUrl, apiUrl } = product();
  const textOf = async (url: string): Promise<string> => (await fetch(url)).text();
  const counted = (service: string, route: string) =>
    new RegExp(
      `^http_request_duration_seconds_count\\{service="${service}",method="GET",route="${route}",status="200"\\}`,
      'm',
    );
  expect(await textOf(metricsUrls.api)).toMatch(counted('api', '/videos'));
  expect(await textOf(metricsUrls.web)).toMatch(counted('web', '/api/videos'));
  for (const url of [webUrl, apiUrl]) expect((await fetch(`${url}/metrics`)).status).toBe(404);
});
