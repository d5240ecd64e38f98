/** As much as the API takes: refused here, a large body is not carried through both servers first. */
export const MOST_BODY_BYTES = 256 * 1024;

/** The body of a request, or undefined where it has none. Throws RangeError for one that the API would not take. */
export const readBody = async ({ body, headers }: Request): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  if (!body) return undefined;
  if (Number(headers.get('content-length') ?? 0) > MOST_BODY_BYTES) throw new RangeError('announced as too large');
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Left open where it is too large: what is still to come would otherwise be answered by a reset.
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > MOST_BODY_BYTES) throw new RangeError('larger than announced');
    pieces.push(read.value);
  }
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
};
