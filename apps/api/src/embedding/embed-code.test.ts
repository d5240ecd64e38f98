import { expect, test } from 'vitest';
import { embedCode, fitWithin } from './embed-code.js';

test('a title cannot add anything to the code', () => {
  const title = '"><script>alert(1)</script>&';
  const code = embedCode({ src: 'https://media.example.org/embed/1', title, width: 640, height: 360 });
  expect(code).toBe(
    '<iframe src="https://media.example.org/embed/1" width="640" height="360" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;" style="border:0" allow="autoplay; fullscreen; picture-in-picture" allowfullscreen></iframe>',
  );
});

test.each([
  [1920, 1080, 1280, 1280, 1280, 720],
  [1080, 1920, 640, 480, 270, 480],
  [320, 240, 1280, 1280, 320, 240],
  [10_000, 10, 100, 100, 100, 1],
])('%d × %d fits within %d × %d as %d × %d', (width, height, mostWidth, mostHeight, ...expected) => {
  const fitted = fitWithin({ width, height }, { width: mostWidth, height: mostHeight });
  expect([fitted.width, fitted.height]).toEqual(expected);
});
