import { AppError } from '@media/core';
import { createLog } from '@media/runtime';
import { Logger } from '@nestjs/common';
import { expect, test } from 'vitest';
import { createNestLogger } from './nest-logger.js';

const [TRACE, DEBUG, INFO, WARN, ERROR] = [10, 20, 30, 40, 50];

const logged = (level: string, write: (logger: Logger) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  Logger.overrideLogger(createNestLogger(createLog('api', level, { write: (line) => void lines.push(line) })));
  write(new Logger('RouterExplorer'));
  return lines.map((line) => JSON.parse(line));
};

test("Nest's messages are written to our log with their context", () => {
  const failure = new Error('away');
  const lines = logged('trace', (logger) => {
    logger.verbose('a');
    logger.log('Mapped {/videos, GET} route');
    logger.warn('c');
    logger.error('d', 'Error: d\n    at here');
    logger.error(failure);
  });
  const context = 'RouterExplorer';
  expect(lines).toMatchObject([
    { name: 'api', level: TRACE, msg: 'a', context },
    { level: DEBUG, msg: 'Mapped {/videos, GET} route', context },
    { level: WARN, msg: 'c', context },
    { level: ERROR, msg: 'd', stack: 'Error: d\n    at here', context },
    { level: ERROR, msg: 'away', err: { type: 'Error', message: 'away' }, context },
  ]);
});

test('a refusal that ends a response is not logged as an error, and a failure is', () => {
  const lines = logged('info', (logger) => {
    logger.error(new AppError('UNAUTHENTICATED'));
    logger.error(new AppError('STORAGE_UNAVAILABLE'));
  });
  expect(lines).toMatchObject([
    { level: INFO, err: { code: 'UNAUTHENTICATED' } },
    { level: ERROR, err: { code: 'STORAGE_UNAVAILABLE' } },
  ]);
});

test('routes and modules are not logged at the info level', () => {
  expect(logged('info', (logger) => logger.log('Mapped {/videos, GET} route'))).toEqual([]);
});
