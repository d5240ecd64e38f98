import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideServerPaths } from './hide-server-paths.js';

const UUID = '0b0e7c1e-2f0e-4c58-9d8c-2f1f6f0e7a11';

test.each([
  [
    `[error] file:/home/ada/.data/worker/processes/41/source-${UUID}: Invalid data found when processing input`,
    '[error] source: Invalid data found when processing input',
  ],
  [
    '[error] /var/lib/media/worker/41/try-x/720p.mp4: No space left on device',
    '[error] 720p.mp4: No space left on device',
  ],
  ["[error] Impossible to open '/tmp/w 1/my data/try-x/piece-3.mp4'", "[error] Impossible to open 'piece-3.mp4'"],
  ['[error] Error opening input file /srv/my videos/worker/work.mkv.', '[error] Error opening input file work.mkv.'],
  ["bwrap: Can't find source path /usr/bin/ffmpeg: No such file", "bwrap: Can't find source path <work>: No such file"],
  ['landlock: /oldroot/tmp/ denied', 'landlock: <work> denied'],
  [
    '[https @ 0x55] Server returned 403 for https://s3.example.org/media/sources/v1?X-Amz-Signature=abc&X-Amz-Date=1',
    '[https @ 0x55] Server returned 403 for <url>',
  ],
  ['tcp://10.0.0.4:9000: Connection refused', '<url>: Connection refused'],
  ["could not read 'source.mp4?X-Amz-Signature=abc'", "could not read 'source.mp4'"],
])('%j is shown as %j', (log, shown) => {
  expect(hideServerPaths(log)).toBe(shown);
});

test.each([
  "[info] Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'source': 25 fps, 1/25 tbr, 128 kb/s, application/mp4",
  '[error] [h264 @ 0x5566] error while decoding MB 12 4, bytestream -7',
  'Video: rawvideo (I420 / 0x30323449), yuv420p(tv, bt709/unknown/unknown)',
])('%j contains no server path and stays unchanged', (log) => {
  expect(hideServerPaths(log)).toBe(log);
});

test('no folder of the server is left in any line, and hiding twice changes nothing', () => {
  const folder = fc.constantFrom('home', 'ada lovelace', 'tmp', '.data', 'worker', 'try-x', 'media:1', 'häuser');
  const path = fc.array(folder, { minLength: 2, maxLength: 6 }).map((folders) => `/${folders.join('/')}/x.mp4`);
  const around = fc.constantFrom(
    ...([
      ['', ''],
      ["'", "'"],
      ['"', '"'],
      ['file:', ': Invalid data'],
      ['from ', ': No such file'],
      ['(', ')'],
    ] as const),
  );
  fc.assert(
    fc.property(path, around, (text, [before, after]) => {
      const shown = hideServerPaths(`[error] ${before}${text}${after}\n${before}${text}${after}`);
      expect(shown).not.toMatch(/home|ada|tmp|data\/|worker|try-x|media:1|häuser/);
      expect(shown.match(/x\.mp4/g)).toHaveLength(2);
      expect(hideServerPaths(shown)).toBe(shown);
    }),
  );
});
