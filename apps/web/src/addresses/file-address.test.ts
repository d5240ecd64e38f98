import { expect, test } from 'vitest';
import { fileAddress } from './file-address';

test.each(['https://store.example/media/a?sig=1%2F2', 'http://127.0.0.1:9000/media/a'])('accepts %s', (address) => {
  expect(fileAddress(address)).toBe(address);
});

test.each(['javascript:alert(1)', 'data:text/html,a', 'blob:https://host/a', '/videos', ''])(
  'rejects %j',
  (address) => {
    expect(() => fileAddress(address)).toThrow(TypeError);
  },
);
