import type { VideoView } from '@media/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, signUp } from '../fixtures/call.js';
import { beginVideo } from '../fixtures/publish-video.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('why a file is not standard is stored with its plan and returned, and unknown before', async () => {
  const ada = await signUp(api);
  const view = async (id: string) => (await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body as VideoView;
  const { id: uploadId } = await sendSmallFile(api, ada);
  const { body } = await call(api, 'POST', '/videos', { token: ada.token, body: { uploadId } });
  expect((await view((body as VideoView).id)).source).not.toHaveProperty('nonStandard');
  const id = await beginVideo(api, ada);
  expect((await view(id)).source.nonStandard).toEqual(['bitrate']);
  const job = await api.deps.database.sql.job.findFirstOrThrow({ where: { videoId: id } });
  expect(job.nonStandard).toEqual(['bitrate']);
});
