import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is blocked: half sent, half of the response received, or done with the response withheld. */
export type Held = { method: 'PUT' | 'GET'; at: 'half' | 'answer'; isWanted(key: string): boolean | Promise<boolean> };

type Holding = Held & { reach(): void };
type Exchange = { near: IncomingMessage; answer: ServerResponse; held: Holding | undefined };

/** A proxy in front of the store that can block one request, and counts all requests. */
export const openStoreGate = async (endpoint: string) => {
  const { hostname: host, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const asked: { method: string; key: string }[] = [];
  let holding: Holding | undefined;

  /** Blocks the first matching request. */
  const take = async (method: string, key: string): Promise<Holding | undefined> => {
    const wanted = holding;
    if (wanted?.method !== method || !(await wanted.isWanted(key)) || holding !== wanted) return undefined;
    holding = undefined;
    return wanted;
  };

  const pass = async (near: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = near;
    const key = keyOf(url);
    asked.push({ method, key });
    const exchange = { near, answer, held: await take(method, key) };
    const far = request({ host, port, method, path: url, headers: near.rawHeaders, agent });
    far.on('response', (response) => answerWith(exchange, response));
    far.on('error', () => answer.destroy());
    answer.on('close', () => far.destroy());
    send(exchange, far);
  };

  const server = createServer((near, answer) => {
    pass(near, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Blocks the next matching request forever. */
    hold: (held: Held) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      holding = { ...held, reach: resolve };
      return {
        reached: () => promise,
        release: (): void => {
          holding = undefined;
        },
      };
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
};

const keyOf = (url: string): string =>
  decodeURIComponent(new URL(url, 'http://store').pathname.split('/').slice(2).join('/'));

const send = ({ near, held }: Exchange, far: ReturnType<typeof request>): void => {
  if (held?.method === 'PUT' && held.at === 'half') halve(near, far, held.reach);
  else near.pipe(far);
};

const answerWith = ({ answer, held }: Exchange, response: IncomingMessage): void => {
  if (held?.at === 'answer') {
    response.resume().on('end', held.reach);
    return;
  }
  answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
  if (held?.method === 'GET') halve(response, answer, held.reach);
  else response.pipe(answer);
};

/** Passes on the first half of a body, then nothing. */
const halve = (from: IncomingMessage, to: NodeJS.WritableStream, reach: () => void): void => {
  let left = Math.floor(Number(from.headers['content-length']) / 2);
  from.on('data', (part: Buffer) => {
    to.write(part.subarray(0, left), left <= part.length ? reach : undefined);
    left -= part.length;
    if (left <= 0) from.pause().removeAllListeners('data');
  });
};
