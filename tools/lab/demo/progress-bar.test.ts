import { expect, test } from 'vitest';
import { progressBar, progressDisplay } from './progress-bar.ts';

const terminal = (isTTY: boolean, columns = 80) => {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
};

test.each([
  [0, 0, '0 %'],
  [0.999, 29, '99 %'],
  [1, 30, '100 %'],
  [1.2, 30, '100 %'],
  [-1, 0, '0 %'],
])('a part of %d fills %d of the bar and reads %s', (part, filled, percent) => {
  const line = progressBar('Uploading', part);
  expect(line.match(/█/g)?.length ?? 0).toBe(filled);
  expect(line.match(/[█░]/g)).toHaveLength(30);
  expect(line).toContain(` ${percent}`);
});

test('in a terminal one line is written over, is never wider than the terminal, and is left at the end', () => {
  const narrow = terminal(true, 20);
  const display = progressDisplay('Uploading', narrow);
  display.show(0.1);
  display.show(0.2);
  display.end();
  const shown = [0.1, 0.2].map((part) => `\r${progressBar('Uploading', part).slice(0, 19)}\x1b[K`);
  expect(narrow.written).toEqual([...shown, '\n']);
});

test('in a log there are whole lines, few of them, the end always among them and said once', () => {
  const log = terminal(false);
  const display = progressDisplay('Uploading', log);
  for (let step = 0; step <= 1000; step += 1) display.show(step / 1000);
  display.show(1);
  display.end();
  expect(log.written.map((line) => /(\d+) %\n$/.exec(line)?.[1])).toEqual(['0', '25', '50', '75', '100']);
});
