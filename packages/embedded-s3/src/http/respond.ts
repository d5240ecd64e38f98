import type { ServerResponse } from 'node:http';
import { writeXml, type XmlNode } from '../xml/write-xml.js';
import type { S3Error } from './s3-error.js';

export type Headers = Record<string, string | number>;

/** Answers without a body. */
export const sendEmpty = (response: ServerResponse, status: number, headers: Headers = {}): void => {
  response.writeHead(status, status === 204 ? headers : { 'content-length': 0, ...headers });
  response.end();
};

/** Answers with an XML document. */
export const sendXml = (response: ServerResponse, root: string, node: XmlNode, headers: Headers = {}): void => {
  const body = Buffer.from(writeXml(root, node));
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': body.length, ...headers });
  response.end(body);
};

/** Answers with S3's error document; a HEAD gets the status alone. */
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

/** Resolves when the bytes have left for the client, so that their buffer may be used again. */
const writeChunk = (response: ServerResponse, chunk: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error('The client has gone.'));
    response.once('close', giveUp);
    response.write(chunk, (error) => {
      response.off('close', giveUp);
      if (error) reject(error);
      else resolve();
    });
  });

/** Sends a body at the pace of the client. */
export const sendChunks = async (response: ServerResponse, chunks: AsyncIterable<Buffer>): Promise<void> => {
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    await writeChunk(response, chunk);
  }
  response.end();
};
