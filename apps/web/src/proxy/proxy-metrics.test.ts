import { globSync, readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { API_AREAS, serveMetrics } from './proxy-metrics';
import { publishForwarded } from './publish-forwarded';

test('counts forwarded requests by area, method and status, not by path', async () => {
  const server = await serveMetrics({ port: 0, host: '127.0.0.1' });
  onTestFinished(server.close);
  const publish = (path: string, status = 200) => publishForwarded({ method: 'GET', path, status, seconds: 0.01 });
  for (let number = 0; number < 50; number += 1) publish(`/videos/${number}`);
  for (const path of ['/nowhere', '/constructor', '//videos', '/', '/x/../auth']) publish(path, 404);
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

/** Read as text, because web can't import the API. */
const API = new URL('../../../api/src/', import.meta.url);

test('the areas are the first path segments of all API routes', () => {
  const routes = globSync('**/*.routes.ts', { cwd: API }).map((file) => readFileSync(new URL(file, API), 'utf8'));
  const areas = routes.flatMap((text) => [...text.matchAll(/\bpath: '\/([^/']+)/g)].map(([, area]) => area));
  expect(new Set(areas)).toEqual(API_AREAS);
});
