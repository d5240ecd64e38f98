import { type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

// Whatever opens a door: tokens, passwords, presigned URLs' signatures.
const SECRETS = ['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secretAccessKey'];

/** One JSON line per fact, on stdout. Secrets are cut out wherever they hang one or two levels deep. */
export const createLog = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  });
