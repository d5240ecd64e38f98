import type { ApiKeyCreated } from '@media/contracts';
import { AppError } from '@media/core';
import type { Links } from '../http/respond-idempotently.js';
import { createSealer } from '../infrastructure/sealer.js';

const SEALED = 'sealed:';

/**
 * Responses to requests with an Idempotency-Key are stored for a day. The API key in them is encrypted, so that the database alone doesn't
 * reveal it (docs/decisions/0057). After a change of JWT_SECRET, a repeated request gets IDEMPOTENCY_KEY_REUSED.
 */
export const sealedKey = (secret: string): Links<ApiKeyCreated> => {
  const { seal, open } = createSealer(secret, 'API keys in stored responses');
  return {
    without: (body) => (body.key.startsWith(SEALED) ? body : { ...body, key: `${SEALED}${seal(body.key)}` }),
    renew: async (body) => {
      const key = open(body.key.slice(SEALED.length));
      if (key === undefined) throw new AppError('IDEMPOTENCY_KEY_REUSED');
      return { ...body, key };
    },
  };
};
