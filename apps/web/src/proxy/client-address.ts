import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const isRequest = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message;

/**
 * Appends the client's real address to X-Forwarded-For, as every proxy must. Next.js sets the header only if it is absent,
 * so a client could send any address, and route handlers can't access the socket.
 */
export const recordClientAddress = (): void =>
  subscribe('http.server.request.start', (message) => {
    if (!isRequest(message)) return;
    const { headers, socket } = message.request;
    headers['x-forwarded-for'] = [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean).join(', ');
  });
