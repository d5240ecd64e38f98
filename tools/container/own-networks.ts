import { networkInterfaces } from 'node:os';

/** The networks that this machine or container is in, loopback apart, in CIDR notation. */
export const ownNetworks = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ internal, cidr }) => (internal || !cidr ? [] : [cidr]));
