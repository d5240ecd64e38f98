import { expect, test } from 'vitest';
import { networkOf } from './network-of.js';

test.each([
  ['an IPv4 address is itself', '198.51.100.7', '198.51.100.7'],
  ['one that is mapped into IPv6 is the same', '::ffff:198.51.100.7', '198.51.100.7'],
  ['written in hexadecimal, too', '::ffff:c633:6407', '198.51.100.7'],
  ['a port says nothing', '198.51.100.7:49152', '198.51.100.7'],
  ['an IPv6 address is its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['however it is written', '2001:0DB8:1:2::6', '2001:db8:1:2::/64'],
  ['with a port', '[2001:db8:1:2::6]:49152', '2001:db8:1:2::/64'],
  ['the next /64 is another', '2001:db8:1:3::6', '2001:db8:1:3::/64'],
  ['loopback', '::1', '::/64'],
  ['a zone is left out', 'fe80::1%eth0', 'fe80::/64'],
  ['what is no address', 'unknown', 'unknown'],
  ['counts together, whatever it says', 'made-up-1', 'unknown'],
  ['nothing, too', '', 'unknown'],
])('%s', (_, address, network) => {
  expect(networkOf(address)).toBe(network);
});
