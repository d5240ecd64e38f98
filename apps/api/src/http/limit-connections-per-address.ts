import type { Server } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import type { ApiConfig, Logger, Metrics } from '@media/runtime';
import { limitConnections } from '@media/runtime/http';

/** Proxies come with the connections of many: whose addresses they are, TRUST_PROXY says. */
const trustOf = (trustProxy: string): ((address: string) => boolean) => {
  const trusts = proxyAddr.compile(trustProxy.split(',').map((entry) => entry.trim()));
  return (address) => trusts(address, 0);
};

/** No address takes all connections of this process. */
export const limitConnectionsPerAddress = (
  server: Server,
  { config, log, metrics }: { config: ApiConfig; log: Logger; metrics: Metrics },
) =>
  limitConnections(server, {
    most: config.connectionsPerAddress,
    isExempt: trustOf(config.trustProxy),
    onCount: (count) => metrics.connections.set(count),
    onRefused: (address) => log.warn({ address }, 'too many connections from one address, the rest are refused'),
  });
