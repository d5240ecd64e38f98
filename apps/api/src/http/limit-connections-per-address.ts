import type { Server } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import type { ApiConfig, Logger, Metrics } from '@media/runtime';
import { limitConnections } from '@media/runtime/http';

/** Trusted proxies (TRUST_PROXY) carry the connections of many clients. */
const trustOf = (trustProxy: string): ((address: string) => boolean) => {
  const trusts = proxyAddr.compile(trustProxy.split(',').map((entry) => entry.trim()));
  return (address) => trusts(address, 0);
};

/** Limits open connections per address, except for trusted proxies. */
export const limitConnectionsPerAddress = (
  server: Server,
  { config, log, metrics }: { config: ApiConfig; log: Logger; metrics: Metrics },
) =>
  limitConnections(server, {
    max: config.connectionsPerAddress,
    isExempt: trustOf(config.trustProxy),
    onCount: (count) => metrics.connections.set(count),
    onRefused: (address) => log.warn({ address }, 'Too many connections from one address; refusing more'),
  });
