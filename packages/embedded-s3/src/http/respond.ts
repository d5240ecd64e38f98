import type { ServerResponse } from 'node:http';
import { writeXml, type XmlNode } from '../xml/write-xml.js';
import type { S3Error } from './s3-error.js';

export type Headers = Record<string, string | number>;

export const sendEmpty = (response: ServerResponse, status: number, headers: Headers = {}): void => {
  response.writeHead(status, status === 204 ? headers : { 'content-length': 0, ...headers });
  response.end();
};

export const sendXml = (response: ServerResponse, root: string, node: XmlNode, headers: Headers = {}): void => {
  const body = Buffer.from(writeXml(root, node));
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': body.length, ...headers });
  response.end(body);
};

/** Sends S3's error document; only the status for HEAD. */
export const sendError = (
  response: ServerResponse,
  error: S3Error,
  { resource, requestId, isHead }: { resource: string; requestId: string; isHead: boolean },
): void => {
  const body = Buffer.from(
    writeXml('Error', {
      Code: error.code,
      Message: error.message,
      ...error.elements,
      Resource: resource,
      RequestId: requestId,
    }),
  );
  response.writeHead(error.status, {
    ...error.headers,
    'content-type': 'application/xml',
    ...(isHead ? {} : { 'content-length': body.length }),
  });
  response.end(isHead ? undefined : body);
};

/** Resolves when the bytes have been flushed, so that their buffer can be reused. */
const writeChunk = (response: ServerResponse, chunk: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const onClose = (): void => reject(new Error('The client disconnected.'));
    response.once('close', onClose);
    response.write(chunk, (error) => {
      response.off('close', onClose);
      if (error) reject(error);
      else resolve();
    });
  });

/** Sends a body with backpressure. */
export const sendChunks = async (response: ServerResponse, chunks: AsyncIterable<Buffer>): Promise<void> => {
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    await writeChunk(response, chunk);
  }
  response.end();
};
