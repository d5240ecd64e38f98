import { expect, test } from 'vitest';
import { fileUrl } from './file-url';

test.each(['https://store.example/media/a?sig=1%2F2', 'http://127.0.0.1:9000/media/a'])('accepts %s', (url) => {
  expect(fileUrl(url)).toBe(url);
});

test.each(['javascript:alert(1)', 'data:text/html,a', 'blob:https://host/a', '/videos', ''])('rejects %j', (url) => {
  expect(() => fileUrl(url)).toThrow(TypeError);
});
