import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOOK_MS = 50;

/**
 * Takes no new requests and waits for those under way. Connections that fall idle meanwhile are closed: kept alive by
 * their clients, they would hold up the end for a minute.
 */
export const closeServer = async (app: NestFastifyApplication): Promise<void> => {
  const timer = setInterval(() => app.getHttpServer().closeIdleConnections(), LOOK_MS);
  try {
    await app.close();
  } finally {
    clearInterval(timer);
  }
};
