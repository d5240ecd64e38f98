import type { CreateUploadRequest, SignedParts, SignPartsRequest, UploadCreated, UploadView } from '@media/contracts';
import type { Send } from '../session/session.js';

type CreateOptions = { idempotencyKey?: string; signal?: AbortSignal | undefined };

export const uploadsResource = (send: Send) => ({
  /** The same `idempotencyKey` and request give the same upload, so that a lost answer may be asked for again. */
  create: async (
    request: CreateUploadRequest,
    { idempotencyKey, signal }: CreateOptions = {},
  ): Promise<UploadCreated> => {
    const headers: Record<string, string> = idempotencyKey ? { 'idempotency-key': idempotencyKey } : {};
    return (await send({ method: 'POST', path: '/uploads', body: request, headers, signal })).json();
  },

  /**
   * URLs for PUTs of parts, valid for a short time only: sign just before sending. With `checksums` the store refuses
   * bytes that differ from them.
   */
  signParts: async (id: string, request: SignPartsRequest, signal?: AbortSignal): Promise<SignedParts['parts']> => {
    const path = `/uploads/${encodeURIComponent(id)}/parts`;
    const signed: SignedParts = await (await send({ method: 'POST', path, body: request, signal })).json();
    return signed.parts;
  },

  get: async (id: string, signal?: AbortSignal): Promise<UploadView> =>
    (await send({ method: 'GET', path: `/uploads/${encodeURIComponent(id)}`, signal })).json(),

  /** Gives the upload up and frees what was stored of it. */
  abort: async (id: string): Promise<void> => {
    await send({ method: 'DELETE', path: `/uploads/${encodeURIComponent(id)}` });
  },
});
