/** The API's own limit, enforced here so that a large body isn't forwarded first. */
export const MAX_BODY_BYTES = 256 * 1024;

/** The body of a request; undefined if it has none. Throws RangeError if it is larger than the API accepts. */
export const readBody = async ({ body, headers }: Request): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  if (!body) return undefined;
  if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES)
    throw new RangeError('Content-Length is over the limit');
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not canceled when the limit is exceeded: that would reset the connection before the client reads the response.
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > MAX_BODY_BYTES) throw new RangeError('the body is over the limit');
    chunks.push(read.value);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
};
