import type { CreateUploadRequest, SignedParts, SignPartsRequest, UploadCreated, UploadView } from '@media/contracts';
import { idSegment } from '../http/check-id.js';
import type { Call } from '../http/send-request.js';
import type { Send } from '../session/session.js';

type CreateOptions = { idempotencyKey?: string; signal?: AbortSignal | undefined };

export const uploadsResource = (send: Send) => ({
  /** Creates an upload. The same `idempotencyKey` and request return the same upload, so the call can be repeated after a lost response. */
  create: async (
    request: CreateUploadRequest,
    { idempotencyKey, signal }: CreateOptions = {},
  ): Promise<UploadCreated> => {
    const headers: Record<string, string> = idempotencyKey ? { 'idempotency-key': idempotencyKey } : {};
    return (await send({ method: 'POST', path: '/uploads', body: request, headers, signal })).json();
  },

  /**
   * Presigned URLs to PUT parts to. They expire soon, so sign just before sending. With `checksums`, the store rejects
   * bytes that don't match.
   */
  signParts: async (id: string, request: SignPartsRequest, signal?: AbortSignal): Promise<SignedParts['parts']> => {
    const call: Call = { method: 'POST', path: `/uploads/${idSegment(id)}/parts`, body: request, signal };
    const signed: SignedParts = await (await send(call)).json();
    return signed.parts;
  },

  /** The state of an upload and the parts that have arrived: everything needed to resume it. */
  get: async (id: string, signal?: AbortSignal): Promise<UploadView> =>
    (await send({ method: 'GET', path: `/uploads/${idSegment(id)}`, signal })).json(),

  /** Cancels the upload and deletes its stored parts. */
  abort: async (id: string): Promise<void> => {
    await send({ method: 'DELETE', path: `/uploads/${idSegment(id)}` });
  },
});

export type UploadsResource = ReturnType<typeof uploadsResource>;
