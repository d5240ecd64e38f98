import { expect, test } from 'vitest';
import { progressBar, progressDisplay } from './progress-bar.ts';

const terminal = (isTTY: boolean, columns = 80) => {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
};

test.each([
  [0, 0, '0%'],
  [0.999, 29, '99%'],
  [1, 30, '100%'],
  [1.2, 30, '100%'],
  [-1, 0, '0%'],
])('a fraction of %d fills %d characters and shows %s', (fraction, filled, percent) => {
  const line = progressBar('Uploading', fraction);
  expect(line.match(/█/g)?.length ?? 0).toBe(filled);
  expect(line.match(/[█░]/g)).toHaveLength(30);
  expect(line).toContain(` ${percent}`);
});

test('in a terminal, overwrites one line, cuts it to the width, and ends with a newline', () => {
  const narrow = terminal(true, 20);
  const display = progressDisplay('Uploading', narrow);
  display.show(0.1);
  display.show(0.2);
  display.end();
  const shown = [0.1, 0.2].map((fraction) => `\r${progressBar('Uploading', fraction).slice(0, 19)}\x1b[K`);
  expect(narrow.written).toEqual([...shown, '\n']);
});

test('in a log, writes a line per quarter, and the last one once', () => {
  const log = terminal(false);
  const display = progressDisplay('Uploading', log);
  for (let step = 0; step <= 1000; step += 1) display.show(step / 1000);
  display.show(1);
  display.end();
  expect(log.written.map((line) => /(\d+)%\n$/.exec(line)?.[1])).toEqual(['0', '25', '50', '75', '100']);
});
