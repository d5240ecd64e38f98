import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Download = { url: string; path: string; signal: AbortSignal; onBytes(receivedBytes: number): void };

/** Downloads a URL into a file. Throws if the request fails or the connection breaks. */
export const download = async ({ url, path, signal, onBytes }: Download): Promise<void> => {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`The download failed with status ${response.status}.`);
  let receivedBytes = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _, done) => {
      receivedBytes += chunk.length;
      onBytes(receivedBytes);
      done(null, chunk);
    },
  });
  await pipeline(response.body, count, createWriteStream(path), { signal });
};
