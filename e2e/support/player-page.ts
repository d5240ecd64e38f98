import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

const require = createRequire(import.meta.url);

/** The official browser builds of the players. */
const SCRIPTS: Record<string, string> = {
  'hls.js': require.resolve('hls.js/dist/hls.min.js'),
  'shaka-player': require.resolve('shaka-player/dist/shaka-player.compiled.js'),
  'dash.js': require.resolve('dashjs'),
};

const pageOf = (name: string): string =>
  `<!doctype html><title>${name}</title><video width="640" height="360"></video><script src="/${name}"></script>`;

/** A page for each player (`/?hls.js`) with just a video element and that player. */
export const servePlayerPage = async (): Promise<{ url: string } & AsyncDisposable> => {
  const server = createServer(async ({ url = '/' }, response) => {
    const file = SCRIPTS[url.slice(1)];
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ? await readFile(file) : pageOf(url.slice(2)));
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
