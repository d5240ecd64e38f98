import type { FastifyReply } from 'fastify';

/** A reader that lets this much pile up is cut off: it may come back and resume. */
const MOST_BUFFERED_BYTES = 64 * 1024;

/** How long a reader may take to see that its stream has ended. */
const END_TAKEN_MS = 5_000;

/** Where events go: one open response. */
export type EventSink = {
  write(text: string): void;
  /** Resolves when all that was written has left this process, or the reader is gone. */
  flushed(): Promise<void>;
  end(): void;
  /** Called once, whoever closed. */
  onClose(listener: () => void): void;
};

/** Takes the response over from the framework, whose teardown of streams would come too late for readers who leave. */
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
  // HEAD wants to know that there is a stream, not what it says.
  if (reply.request.method === 'HEAD') raw.end();
  // A broken connection is reported by `close`; without a listener its error would end the process.
  raw.on('error', () => raw.destroy());
  return {
    write: (text) => {
      if (raw.destroyed || raw.writableEnded) return;
      raw.write(text);
      if (raw.writableLength > MOST_BUFFERED_BYTES) raw.destroy();
    },
    flushed: () =>
      new Promise((resolve) => {
        if (raw.destroyed || raw.writableEnded) return resolve();
        raw.once('close', resolve);
        // A comment: only a write reports when it, and what stands before it, is gone.
        raw.write(':\n\n', () => {
          raw.off('close', resolve);
          resolve();
        });
      }),
    end: () => {
      if (raw.destroyed || raw.writableEnded) return;
      raw.end();
      // Who reads nothing does not take the end either.
      const cut = setTimeout(() => raw.destroy(), END_TAKEN_MS);
      raw.once('close', () => clearTimeout(cut));
    },
    onClose: (listener) => {
      if (raw.closed || raw.destroyed) listener();
      else raw.once('close', listener);
    },
  };
};
