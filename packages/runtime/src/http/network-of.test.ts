import { expect, test } from 'vitest';
import { networkOf } from './network-of.js';

test.each([
  ['an IPv4 address is itself', '198.51.100.7', '198.51.100.7'],
  ['an IPv4 address mapped into IPv6 is the IPv4 address', '::ffff:198.51.100.7', '198.51.100.7'],
  ['also in hexadecimal', '::ffff:c633:6407', '198.51.100.7'],
  ['the port is ignored', '198.51.100.7:49152', '198.51.100.7'],
  ['an IPv6 address is its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['in any notation', '2001:0DB8:1:2::6', '2001:db8:1:2::/64'],
  ['an IPv6 address with a port', '[2001:db8:1:2::6]:49152', '2001:db8:1:2::/64'],
  ['the next /64 is a different network', '2001:db8:1:3::6', '2001:db8:1:3::/64'],
  ['IPv6 loopback', '::1', '::/64'],
  ['the zone is ignored', 'fe80::1%eth0', 'fe80::/64'],
  ['anything but an address', 'unknown', 'unknown'],
  ['has one common key', 'made-up-1', 'unknown'],
  ['including the empty string', '', 'unknown'],
])('%s', (_, address, network) => {
  expect(networkOf(address)).toBe(network);
});
