import type { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { NetworkError } from '../http/network-error.js';

type Listeners = {
  /** Called for every chunk of the stream, including heartbeats. */
  onBytes: () => void;
  /** Called with the reconnection delay that the server sends, in milliseconds. */
  onRetry: (retryMs: number) => void;
};

/** The events of a `text/event-stream` body, in order. Ends with the body; leaving the loop cancels it. Throws NetworkError. */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onBytes, onRetry }: Listeners,
): AsyncGenerator<EventSourceMessage> {
  const tap = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (bytes, controller) => {
      onBytes();
      controller.enqueue(bytes);
    },
  });
  const events = body
    .pipeThrough(tap)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ onRetry }));
  // A reader, not `for await` on the stream: Safari's streams aren't async iterable.
  const reader = events.getReader();
  const read = () => reader.read().catch(rethrowAsNetworkError);
  try {
    for (let next = await read(); !next.done; next = await read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** fetch reports a connection lost in mid-stream as a TypeError. */
const rethrowAsNetworkError = (error: unknown): never => {
  throw error instanceof TypeError ? new NetworkError(error) : error;
};
