import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

const require = createRequire(import.meta.url);

/** The players as their makers ship them to pages, by the address that our page asks for. */
const SCRIPTS: Record<string, string> = {
  '/hls.js': require.resolve('hls.js/dist/hls.min.js'),
  '/shaka.js': require.resolve('shaka-player/dist/shaka-player.compiled.js'),
  '/dash.js': require.resolve('dashjs'),
};

const PAGE = `<!doctype html><title>Players</title><video width="640" height="360"></video>
${Object.keys(SCRIPTS)
  .map((path) => `<script src="${path}"></script>`)
  .join('\n')}`;

/** A page with a video element and the three players, and nothing of ours. */
export const servePlayerPage = async (): Promise<{ url: string } & AsyncDisposable> => {
  const server = createServer(async ({ url = '/' }, response) => {
    const file = SCRIPTS[url];
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ? await readFile(file) : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
