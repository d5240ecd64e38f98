import { ApiError } from '@media/sdk';

/** Far more than any call of an upload needs. */
const MAX_BODY_BYTES = 64 * 1024;

/** The JSON body of a request, unchecked: the API validates it. Throws ApiError 413 as soon as it is too large, and 400 if it isn't JSON. */
export const readJson = async <T>(request: Request): Promise<T> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_BODY_BYTES)
      throw new ApiError(413, 'BODY_TOO_LARGE', 'The request is too large. Send at most 64 KiB.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(await new Blob(chunks).text());
  } catch {
    throw new ApiError(400, 'REQUEST_MALFORMED', 'The request is not valid JSON. Send a JSON object.');
  }
};
