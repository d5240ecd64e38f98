import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limitConnections } from './http/connection-limit.js';
import { CLIENT_LIMITS, type ClientLimits } from './http/data-rate.js';
import { handleRequest, type ServerDeps } from './http/handle-request.js';
import { openStore } from './store/store.js';
import { sweep, sweepParts } from './store/sweep.js';

export type EmbeddedS3Config = {
  /** Folder of all data. Only one server at a time can use it. */
  dataDir: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** 0 picks a free port. */
  port: number;
  host: string;
  /** Origins that CORS allows for buckets without rules. */
  corsOrigins?: readonly string[];
  /** Maximum number of concurrent connections per client address; defaults to 1,000. */
  connectionsPerAddress?: number;
  /** Minimum data rates; the defaults suit slow mobile connections. */
  clientLimits?: ClientLimits;
  /** Receives internal errors, such as disk failures; defaults to stderr. */
  onError?: (error: unknown) => void;
};

/** `close` waits up to 5 s for requests in progress, then closes their connections. */
export type EmbeddedS3 = { url: string; close(): Promise<void> };

/** A browser opens up to six. Clients behind a proxy or in a container network share one address. */
const CONNECTIONS_PER_ADDRESS = 1_000;
const IDLE_TIMEOUT_MS = 120_000;
/** Longer than clients keep idle connections, so that none is closed while a request is in flight. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
const CLOSE_GRACE_MS = 5_000;

const createHttpServer = (deps: ServerDeps): Server => {
  const { headersMs } = deps.clientLimits;
  const server = createServer({
    requestTimeout: 0, // uploads can take hours, so their data rate is limited instead
    headersTimeout: headersMs,
    connectionsCheckingInterval: Math.ceil(headersMs / 4),
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    noDelay: true,
  });
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.on('request', (request, response) => handleRequest(deps, { request, response, expectsContinue: false }));
  // By default, Node answers 417 to an unknown Expect header. S3 ignores it.
  server.on('checkExpectation', (request, response) =>
    handleRequest(deps, { request, response, expectsContinue: false }),
  );
  server.on('checkContinue', (request, response) => handleRequest(deps, { request, response, expectsContinue: true }));
  return server;
};

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address);
    });
  });

const stop = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(deadline);
};

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** Starts an S3-compatible server for a folder, and cleans up after an earlier crash. */
export const createEmbeddedS3 = async (config: EmbeddedS3Config): Promise<EmbeddedS3> => {
  const onError = config.onError ?? ((error: unknown) => console.error(error));
  const store = await openStore(config.dataDir);
  await sweep(store);
  const { corsOrigins = [], clientLimits = CLIENT_LIMITS, connectionsPerAddress = CONNECTIONS_PER_ADDRESS } = config;
  const server = createHttpServer({ store, keys: config, corsOrigins, clientLimits, onError });
  limitConnections(server, connectionsPerAddress, (address) =>
    onError(`${address} has ${connectionsPerAddress} connections; rejecting more (S3_CONNECTIONS_PER_ADDRESS)`),
  );
  const address = await listen(server, config.port, config.host);
  const stopping = new AbortController();
  const sweeping = sweepParts(store, stopping.signal).catch(onError);
  return {
    url: urlOf(address),
    close: async () => {
      stopping.abort();
      await stop(server);
      await sweeping;
      await store.hashers.close();
    },
  };
};
