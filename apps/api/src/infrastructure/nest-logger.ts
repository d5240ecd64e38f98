import type { Logger } from '@media/runtime';
import type { LoggerService } from '@nestjs/common';

/** It logs what it throws again at once; whoever catches that logs it with the rest. */
const EXCEPTION_HANDLER = 'ExceptionHandler';

type Level = 'fatal' | 'error' | 'warn' | 'debug' | 'trace';

/**
 * Nest's own messages in our log. Nest ends the arguments with the name of the part that speaks, and before it may stand
 * a stack. What it tells at the level `log` (every route, every module) is for debugging.
 */
export const createNestLogger = (log: Logger): LoggerService => {
  const write =
    (level: Level) =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      if (context === EXCEPTION_HANDLER) return;
      const [stack] = more.slice(0, -1).filter((part) => typeof part === 'string');
      const facts = { ...(typeof context === 'string' && { context }), ...(stack !== undefined && { stack }) };
      if (message instanceof Error) log[level]({ ...facts, err: message }, message.message);
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
