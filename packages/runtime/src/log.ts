import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

const SECRETS = ['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secretAccessKey'];

const SECRET_PATHS = [
  ...SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  // A Redis client attaches the failed command to its errors, and AUTH's arguments contain the password.
  '*.command.args',
];

/** Synchronous: with Pino's default, lines written just before `process.exit` can be lost or come out in reverse order. */
const stdout = (): DestinationStream => destination({ dest: process.stdout.fd, sync: true });

/** Writes one JSON line per message, to stdout by default. Secrets are redacted up to two levels deep. */
export const createLog = (name: string, level: string, stream: DestinationStream = stdout()): Logger =>
  pino(
    {
      name,
      level,
      redact: { paths: SECRET_PATHS, censor: '[secret]' },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    stream,
  );
