import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A /64 is the least that a network is given (RFC 6177), so whoever has one address has all of them. */
const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+(?:\.\d+){3})$/i;

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** By what clients are told apart: an IPv4 address, also where it is written as IPv6, or the network of an IPv6 address. */
export const networkOf = (address: string): string => {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::', 2);
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const left = Math.max(0, GROUPS - before.length - after.length);
  const groups = address.includes('::') ? [...before, ...Array<string>(left).fill('0'), ...after] : before;
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
};
