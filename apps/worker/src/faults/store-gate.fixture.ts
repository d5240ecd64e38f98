import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is blocked: halfway through the upload or download, or after it, with the response withheld. */
export type Held = {
  method: 'PUT' | 'GET';
  at: 'half' | 'response';
  isWanted(key: string): boolean | Promise<boolean>;
};

type Holding = Held & { reach(): void };
type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse; held: Holding | undefined };

/** A proxy in front of the store that can block one request, and records all requests. */
export const openStoreGate = async (endpoint: string) => {
  const { hostname: host, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const requests: { method: string; key: string }[] = [];
  let holding: Holding | undefined;

  /** Blocks the first matching request. */
  const take = async (method: string, key: string): Promise<Holding | undefined> => {
    const wanted = holding;
    if (wanted?.method !== method || !(await wanted.isWanted(key)) || holding !== wanted) return undefined;
    holding = undefined;
    return wanted;
  };

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = incoming;
    const key = keyOf(url);
    requests.push({ method, key });
    const exchange = { incoming, outgoing, held: await take(method, key) };
    const upstream = request({ host, port, method, path: url, headers: incoming.rawHeaders, agent });
    upstream.on('response', (response) => respond(exchange, response));
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    send(exchange, upstream);
  };

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
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

const send = ({ incoming, held }: Exchange, upstream: ReturnType<typeof request>): void => {
  if (held?.method === 'PUT' && held.at === 'half') halve(incoming, upstream, held.reach);
  else incoming.pipe(upstream);
};

const respond = ({ outgoing, held }: Exchange, response: IncomingMessage): void => {
  if (held?.at === 'response') {
    response.resume().on('end', held.reach);
    return;
  }
  outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
  if (held?.method === 'GET') halve(response, outgoing, held.reach);
  else response.pipe(outgoing);
};

/** Forwards the first half of a body, then stalls. */
const halve = (from: IncomingMessage, to: NodeJS.WritableStream, reach: () => void): void => {
  let left = Math.floor(Number(from.headers['content-length']) / 2);
  from.on('data', (part: Buffer) => {
    to.write(part.subarray(0, left), left <= part.length ? reach : undefined);
    left -= part.length;
    if (left <= 0) from.pause().removeAllListeners('data');
  });
};
