import { expect, test } from 'vitest';
import { stateOfResponse } from './embed-state';

const problem = (code: string) => JSON.stringify({ code });

test.each([
  [200, '#EXTM3U', 'playable'],
  [401, problem('PLAYBACK_TOKEN_INVALID'), 'expired'],
  [404, problem('OUTPUT_NOT_FOUND'), 'preparing'],
  [404, problem('VIDEO_NOT_FOUND'), 'gone'],
  [404, '<html>', 'gone'],
  [422, problem('REQUEST_INVALID'), 'gone'],
  [503, problem('DATABASE_UNAVAILABLE'), 'unreachable'],
])('a %d response with %s means “%s”', (status, body, state) => {
  expect(stateOfResponse(status, body)).toBe(state);
});
