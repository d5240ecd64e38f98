import { globSync, readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { noteForwarded } from './note-forwarded';
import { API_AREAS, serveMetrics } from './proxy-metrics';

test('what is passed on is counted by area, method and status, however many addresses there are', async () => {
  const server = await serveMetrics({ port: 0, host: '127.0.0.1' });
  onTestFinished(server.close);
  const note = (path: string, status = 200) => noteForwarded({ method: 'GET', path, status, seconds: 0.01 });
  for (let number = 0; number < 50; number += 1) note(`/videos/${number}`);
  for (const path of ['/nowhere', '/constructor', '//videos', '/', '/x/../auth']) note(path, 404);
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`, { headers: { connection: 'close' } });
  const text = await answer.text();
  const counts = [...text.matchAll(/^http_request_duration_seconds_count\{(.*)\} (\d+)$/gm)].map(([, of, n]) => [
    of,
    n,
  ]);
  expect(counts).toEqual([
    ['service="web",method="GET",route="/api/videos",status="200"', '50'],
    ['service="web",method="GET",route="other",status="404"', '5'],
  ]);
  expect(text).toContain('process_resident_memory_bytes');
});

/** Read as text: web doesn't import the API. */
const API = new URL('../../../api/src/', import.meta.url);

test('the areas are the first parts of the paths of all routes of the API', () => {
  const routes = globSync('**/*.routes.ts', { cwd: API }).map((file) => readFileSync(new URL(file, API), 'utf8'));
  const areas = routes.flatMap((text) => [...text.matchAll(/\bpath: '\/([^/']+)/g)].map(([, area]) => area));
  expect(new Set(areas)).toEqual(API_AREAS);
});
