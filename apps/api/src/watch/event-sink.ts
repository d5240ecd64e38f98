import type { FastifyReply } from 'fastify';

/** A client with more unsent bytes is disconnected. It can reconnect and resume. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** How long a client can take to close the connection after the stream has ended. */
const END_TIMEOUT_MS = 5_000;

/** An open response that events are written to. */
export type EventSink = {
  write(text: string): void;
  /** Resolves when all written bytes have left this process, or when the client has disconnected. */
  flushed(): Promise<void>;
  end(): void;
  /** Called once, whichever side closes the connection. */
  onClose(listener: () => void): void;
};

/** Takes over the response from the framework, which would notice a disconnected client too late. */
export const openEventSink = (reply: FastifyReply): EventSink => {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  // HEAD gets only the headers.
  if (reply.request.method === 'HEAD') raw.end();
  // `close` reports broken connections, but an unhandled `error` event would end the process.
  raw.on('error', () => raw.destroy());
  return {
    write: (text) => {
      if (raw.destroyed || raw.writableEnded) return;
      raw.write(text);
      if (raw.writableLength > MAX_BUFFERED_BYTES) raw.destroy();
    },
    flushed: () =>
      new Promise((resolve) => {
        if (raw.destroyed || raw.writableEnded) return resolve();
        raw.once('close', resolve);
        // An SSE comment: the callback of a write fires when it and everything before it has been flushed.
        raw.write(':\n\n', () => {
          raw.off('close', resolve);
          resolve();
        });
      }),
    end: () => {
      if (raw.destroyed || raw.writableEnded) return;
      raw.end();
      // A client that doesn't read won't see the end either.
      const timeout = setTimeout(() => raw.destroy(), END_TIMEOUT_MS);
      raw.once('close', () => clearTimeout(timeout));
    },
    onClose: (listener) => {
      if (raw.closed || raw.destroyed) listener();
      else raw.once('close', listener);
    },
  };
};
