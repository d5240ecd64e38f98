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
 * Guards the HTTP server that `next start` makes and hands to nobody: Node.js reports each connection that it accepts,
 * before anything is read from it. A server of our own would have to start, stop and log as `next start` does, in the
 * launcher, in the image and while developing; a preload by NODE_OPTIONS would reach every process of theirs.
 */
export const guardServers = ({ isDev, perAddress }: Options): void => {
  const guarded = new WeakSet<Server>();
  const most = Number(perAddress) || PER_ADDRESS;
  subscribe('net.server.socket', (message) => {
    if (!isConnection(message) || !(message.socket.server instanceof Server)) return;
    const { server } = message.socket;
    if (guarded.has(server)) return;
    guarded.add(server);
    guardServer(server, { isDev });
    const onRefused = (address: string) =>
      console.warn(`${address} holds ${most} connections, so more are closed. See WEB_CONNECTIONS_PER_ADDRESS.`);
    limitConnections(server, { most, isExempt: () => false, onRefused });
  });
};
