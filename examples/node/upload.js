// Uploads a file, waits until it is processed, and downloads the best MP4.
import { writeFile } from 'node:fs/promises';
import { ApiError, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';

const { MEDIA_API = 'http://localhost:3001', MEDIA_EMAIL = '', MEDIA_PASSWORD = '' } = process.env;
const [path, target = 'output.mp4'] = process.argv.slice(2);
if (!path || !MEDIA_EMAIL || !MEDIA_PASSWORD) {
  console.error('Usage: MEDIA_EMAIL=… MEDIA_PASSWORD=… node upload.js VIDEO [OUTPUT.mp4]');
  process.exit(1);
}

const client = createClient({ baseUrl: MEDIA_API });
const account = { email: MEDIA_EMAIL, password: MEDIA_PASSWORD };
await client.auth.login(account).catch((error) => {
  // The first run creates the account.
  if (error instanceof ApiError && error.code === 'CREDENTIALS_WRONG') return client.auth.register(account);
  throw error;
});

const video = await client.uploadFile(await fileSource(path), {
  video: { recipe: 'compress' },
  onProgress: ({ sentBytes, totalBytes }) => console.log(`Uploaded ${Math.round((100 * sentBytes) / totalBytes)}%`),
});

for await (const { progress, error } of client.watch(video.id)) {
  if (progress !== undefined) console.log(`Processed ${progress}%`);
  if (error) throw new Error(`Processing failed: ${error.message}`);
}

const response = await fetch(await client.videos.downloadUrl(video.id));
if (!response.ok || !response.body) throw new Error(`The download failed with status ${response.status}.`);
await writeFile(target, response.body);
console.log(`Saved ${target}`);
