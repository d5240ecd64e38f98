import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The baseline for embedded-s3: a minimal node:http server that writes and reads a file. */
const [folder = '.', mode] = process.argv.slice(2);
const path = join(folder, 'object');

const put = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  await pipeline(request, createWriteStream(path));
  if (mode === 'fsync') {
    await using file = await open(path, 'r+');
    await file.sync();
  }
  response.end();
};

const server = createServer((request, response) => {
  const work = request.method === 'PUT' ? put(request, response) : pipeline(createReadStream(path), response);
  work.catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => process.exit(0));
