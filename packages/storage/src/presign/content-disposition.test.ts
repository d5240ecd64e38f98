import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.js';

test.each([
  ['clip.mp4', `attachment; filename="clip.mp4"; filename*=UTF-8''clip.mp4`],
  ['Zürich.mp4', `attachment; filename="Zurich.mp4"; filename*=UTF-8''Z%C3%BCrich.mp4`],
  ['日本', `attachment; filename="download"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`],
  ['a"b\\c.mp4', `attachment; filename="a_b_c.mp4"; filename*=UTF-8''a%22b%5Cc.mp4`],
  ['a\r\nSet-Cookie: x', `attachment; filename="a Set-Cookie: x"; filename*=UTF-8''a%20Set-Cookie%3A%20x`],
  ['clip\u202e4pm.exe', `attachment; filename="clip4pm.exe"; filename*=UTF-8''clip4pm.exe`],
  ['\u200b', `attachment; filename="download"; filename*=UTF-8''download`],
  ["it's (1)*.mp4", `attachment; filename="it's (1)*.mp4"; filename*=UTF-8''it%27s%20%281%29%2A.mp4`],
  ['', `attachment; filename="download"; filename*=UTF-8''download`],
])('%j is encoded as filename and filename*', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header);
});

test('no file name can break out of its quotes or header', () => {
  const chars = ['"', '\\', '\r', '\n', '\u0000', '\u0085', '\u202e', ';', '%', '/', '\ud800', 'é', '😀', 'a', ' '];
  const name = fc.array(fc.constantFrom(...chars), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (text) => {
      expect(contentDisposition('inline', text)).toMatch(
        /^inline; filename="[^"\\\p{Cc}%/]+"; filename\*=UTF-8''[\w.!~%-]+$/u,
      );
    }),
  );
});
