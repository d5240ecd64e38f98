import { EventEmitter } from 'node:events';
import { type DestinationStream, type Logger, pino, stdSerializers, symbols } from 'pino';

export type { Logger } from 'pino';

const SECRETS = [
  ...['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token'],
  ...['apiKey', 'secretAccessKey'],
];

const SECRET_PATHS = [
  ...SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  // A Redis client attaches the failed command to its errors, and AUTH's arguments contain the password.
  '*.command.args',
];

const LAST_LINES_MS = 1_000;

/** Writes one JSON line per message, to stdout by default. Secrets are redacted up to two levels deep. */
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

/**
 * Exits once the lines logged so far are written, or after a second, because their reader can be gone. The caller has just
 * logged a line. With `process.exit` alone, the last lines can get lost or come out in reverse order, because Pino writes in
 * the thread pool. It doesn't write synchronously, because then a reader that stalls would stop the whole process.
 */
export const exitAfterLogging = (log: Logger, code: number): void => {
  const exit = () => process.exit(code);
  const stream: unknown = Reflect.get(log, symbols.streamSym);
  if (stream instanceof EventEmitter) stream.once('drain', exit);
  setTimeout(exit, LAST_LINES_MS);
};
