import { expect, test } from 'vitest';
import { loggedReason } from './logged-reason.js';

test.each([
  ['Decoder (codec none) not found for input stream #0:2', { code: 'CODEC_UNSUPPORTED', codec: 'none' }],
  ['[error] Decoding requested, but no decoder found for: vvc', { code: 'CODEC_UNSUPPORTED', codec: 'vvc' }],
  ['[mov @ 0x1] [error] moov atom not found\nfile:a: Invalid data found', { code: 'INDEX_MISSING' }],
  ["[wv @ 0x55f] Format not on whitelist 'mov,wav'", { code: 'FORMAT_UNSUPPORTED', format: 'wv' }],
  ['[concat @ 0x55f] [error] Format not on whitelist', { code: 'FORMAT_UNSUPPORTED', format: 'concat' }],
  ['Invalid data found when processing input', undefined],
])('"%s" names the reason %o', (log, reason) => expect(loggedReason(log)).toEqual(reason));
