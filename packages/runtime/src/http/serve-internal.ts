import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type InternalResponse = [status: number, body: string, type?: string];

export type InternalServer = {
  /** Listen address. Must not be public. */
  host: string;
  port: number;
  /** By path. */
  pages: Readonly<Record<string, () => InternalResponse | Promise<InternalResponse>>>;
  onFailure(error: unknown): void;
};

/** For orchestrators and Prometheus, on a separate port that is never public. */
export const serveInternal = async (internal: InternalServer): Promise<{ port: number; close(): void }> => {
  const server = createServer(async (request, response) => {
    const [status, body, type = 'text/plain'] = await respond(internal, request.url ?? '');
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(internal.port, internal.host, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
};

/** Never rejects: a health check must not crash the process. */
const respond = async ({ pages, onFailure }: InternalServer, target: string): Promise<InternalResponse> => {
  // node:http accepts `//` as a target, but it is not a valid URL.
  const url = URL.parse(target, 'http://internal');
  if (!url) return [400, 'bad request'];
  const page = Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined;
  if (!page) return [404, 'not found'];
  try {
    return await page();
  } catch (error) {
    onFailure(error);
    return [500, 'failed'];
  }
};
