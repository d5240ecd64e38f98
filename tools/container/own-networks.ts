import { networkInterfaces } from 'node:os';

/** The networks of this machine or container in CIDR notation, without loopback. */
export const ownNetworks = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ internal, cidr }) => (internal || !cidr ? [] : [cidr]));
