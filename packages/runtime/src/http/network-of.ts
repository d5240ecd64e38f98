import ipaddr from 'ipaddr.js';

/** Providers assign a /64 to each customer, who can use any address in it (RFC 6177). */
const CUSTOMER_BITS = 64;

/** Some load balancers append the port: `198.51.100.7:49152`, `[2001:db8::7]:49152`. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

/** One key for everything that isn't an address, so that made-up values don't each get a fresh limit. */
const UNKNOWN = 'unknown';

/** The key that limits count by: an IPv4 address (also mapped, `::ffff:198.51.100.7`), or the /64 of an IPv6 address. */
export const networkOf = (address: string): string => {
  const bare = withoutPort(address);
  if (!ipaddr.isValid(bare)) return UNKNOWN;
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${CUSTOMER_BITS}`)}/${CUSTOMER_BITS}`;
};
