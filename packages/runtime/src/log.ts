import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

// Whatever opens a door: tokens, passwords, presigned URLs' signatures.
const SECRETS = ['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secretAccessKey'];

const SECRET_PATHS = [
  ...SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  // What a Redis client tells of a command that failed: AUTH's arguments are the password.
  '*.command.args',
];

/** One JSON line per fact, on stdout. Secrets are cut out wherever they hang one or two levels deep. */
export const createLog = (name: string, level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      name,
      level,
      redact: { paths: SECRET_PATHS, censor: '[secret]' },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    destination,
  );
