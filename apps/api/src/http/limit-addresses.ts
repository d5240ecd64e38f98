import type { Server } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { limitConnections } from '@media/runtime/http';
import type { ApiDeps } from '../api-deps.js';

/** Proxies come with the connections of many: whose addresses they are, TRUST_PROXY says. */
const trustOf = (trustProxy: string): ((address: string) => boolean) => {
  const trusts = proxyAddr.compile(trustProxy.split(',').map((entry) => entry.trim()));
  return (address) => trusts(address, 0);
};

/** No address takes all connections of this process. */
export const limitAddresses = (server: Server, { config, log, metrics }: Pick<ApiDeps, 'config' | 'log' | 'metrics'>) =>
  limitConnections(server, {
    most: config.connectionsPerAddress,
    isExempt: trustOf(config.trustProxy),
    onCount: (count) => metrics.connections.set(count),
    onRefused: (address) => log.warn({ address }, 'too many connections from one address, the rest are refused'),
  });
