import type {
  ApiKeyCreated,
  ApiKeyView,
  CreateApiKeyRequest,
  Page,
  PageQuery,
  RotateApiKeyRequest,
} from '@media/contracts';
import { idSegment } from '../http/check-id.js';
import type { Call } from '../http/send-request.js';
import type { Send } from '../session/session.js';

export const apiKeysResource = (send: Send) => {
  const getJson = async <T>(call: Call): Promise<T> => (await send(call)).json();

  return {
    /**
     * Creates a key. Its `key` appears only in the result. ApiError FORBIDDEN for a scope that the caller doesn't have as a permission.
     */
    create: (request: CreateApiKeyRequest): Promise<ApiKeyCreated> =>
      getJson({ method: 'POST', path: '/api-keys', body: request }),

    /** A page of the organization's keys, the newest first, including revoked and expired ones. */
    list: (query: Partial<PageQuery> = {}, signal?: AbortSignal): Promise<Page<ApiKeyView>> =>
      getJson({ method: 'GET', path: '/api-keys', query, signal }),

    /** Replaces a key. The old one continues to work for `overlapSeconds`. ApiError API_KEY_ENDED if it no longer works. */
    rotate: async (id: string, request: Partial<RotateApiKeyRequest> = {}): Promise<ApiKeyCreated> =>
      getJson({ method: 'POST', path: `/api-keys/${idSegment(id)}/rotate`, body: request }),

    /** Revokes a key immediately. */
    revoke: async (id: string): Promise<void> => {
      await send({ method: 'DELETE', path: `/api-keys/${idSegment(id)}` });
    },
  };
};

export type ApiKeysResource = ReturnType<typeof apiKeysResource>;
