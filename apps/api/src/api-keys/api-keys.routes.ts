import {
  ApiKeyCreated,
  ApiKeyId,
  ApiKeyPage,
  CreateApiKeyRequest,
  PageQuery,
  RotateApiKeyRequest,
} from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const ApiKeyParams = z.strictObject({ id: ApiKeyId });

export const API_KEY_ROUTES = defineRoutes('API keys', {
  createApiKey: {
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key',
    description:
      'Creates a key for the organization. Its scopes must be permissions of your own. The key never has more permissions than you: if your role changes, its permissions change, too, and it is revoked when you leave the organization. The key itself appears only in this response.',
    body: CreateApiKeyRequest,
    responses: [{ status: 201, schema: ApiKeyCreated }],
    honorsIdempotencyKey: true,
  },
  listApiKeys: {
    method: 'GET',
    path: '/api-keys',
    summary: 'List API keys',
    description: 'Returns the keys of the organization, the newest first, including revoked and expired ones.',
    query: PageQuery,
    responses: [{ status: 200, schema: ApiKeyPage }],
  },
  rotateApiKey: {
    method: 'POST',
    path: '/api-keys/:id/rotate',
    summary: 'Rotate an API key',
    description:
      'Replaces a key by a new one with the same name, scopes and expiry. The old key continues to work for `overlapSeconds`, so that you can replace it in your programs. You become the creator of the new key, so its scopes must be permissions of your own.',
    params: ApiKeyParams,
    body: RotateApiKeyRequest,
    responses: [{ status: 201, schema: ApiKeyCreated }],
    errors: ['API_KEY_ENDED'],
    honorsIdempotencyKey: true,
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api-keys/:id',
    summary: 'Revoke an API key',
    description: 'The next request with the key is refused. Event streams that it has open end within 5 seconds.',
    params: ApiKeyParams,
    responses: [{ status: 204 }],
  },
});
