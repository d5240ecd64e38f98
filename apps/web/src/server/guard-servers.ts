import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import type { Socket } from 'node:net';
import { limitConnections } from '@media/runtime/http';
import { guardServer } from './guard-server';

const PER_ADDRESS = 1000;

type Options = { isDev: boolean; perAddress: string | undefined };

const isConnection = (message: unknown): message is { socket: Socket & { server?: unknown } } =>
  typeof message === 'object' && message !== null && 'socket' in message;

/**
 * Guards the HTTP server of `next start`, which Next.js doesn't expose. Node.js publishes each accepted connection before
 * reading from it, and the connection has a reference to its server. A custom server would have to reimplement starting,
 * stopping and logging; a preload by NODE_OPTIONS would run in every child process of Next.js.
 */
export const guardServers = ({ isDev, perAddress }: Options): void => {
  const guarded = new WeakSet<Server>();
  const max = Number(perAddress) || PER_ADDRESS;
  subscribe('net.server.socket', (message) => {
    if (!isConnection(message) || !(message.socket.server instanceof Server)) return;
    const { server } = message.socket;
    if (guarded.has(server)) return;
    guarded.add(server);
    guardServer(server, { isDev });
    const onRefused = (address: string) =>
      console.warn(`Connection limit of ${max} reached by ${address}; closing new ones (WEB_CONNECTIONS_PER_ADDRESS)`);
    limitConnections(server, { max, isExempt: () => false, onRefused });
  });
};
