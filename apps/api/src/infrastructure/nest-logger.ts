import { AppError, ERRORS } from '@media/core';
import type { Logger } from '@media/runtime';
import type { LoggerService } from '@nestjs/common';
import { HTTP_STATUS } from '../http/problem.js';

/** Nest's exception handler logs errors and rethrows them. They are logged where they are caught. */
const EXCEPTION_HANDLER = 'ExceptionHandler';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest logs any error that ends a response while it is sent, such as when its reader loses access. */
const isRefusal = (error: Error): boolean => error instanceof AppError && HTTP_STATUS[ERRORS[error.code].kind] < 500;

/**
 * Writes Nest's messages to our log. Nest passes the context as the last argument and sometimes a stack before it. Messages at its
 * level `log` (every route and module) are logged as debug.
 */
export const createNestLogger = (log: Logger): LoggerService => {
  const write =
    (level: Level) =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      if (context === EXCEPTION_HANDLER) return;
      const [stack] = more.slice(0, -1).filter((part) => typeof part === 'string');
      const facts = { ...(typeof context === 'string' && { context }), ...(stack !== undefined && { stack }) };
      if (message instanceof Error)
        log[isRefusal(message) ? 'info' : level]({ ...facts, err: message }, message.message);
      else log[level](facts, String(message));
    };
  return {
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    log: write('debug'),
    debug: write('debug'),
    verbose: write('trace'),
  };
};
