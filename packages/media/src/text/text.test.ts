import { expect, test } from 'vitest';
import { readAssText } from './ass-text.js';
import { decodeText } from './decode-text.js';
import { readAss } from './read-ass.js';
import { isInWindow, textWindows } from './text-args.js';
import { clipCues, parseWebvtt, writeWebvtt } from './webvtt.js';

const encode = (text: string) => new TextEncoder().encode(text);
const event = (start: string, end: string, text: string) => `Dialogue: 0,${start},${end},Default,,0,0,0,,${text}\r\n`;

test.each([
  [
    'markup in plain text is escaped',
    'a < b & <c> --> {x} \\N\\n d\\e',
    'a &lt; b &amp; &lt;c&gt; --&gt; {x} \n\\n d\\e',
    false,
  ],
  ["ffmpeg's escapes are undone, with and without a word joiner", '\\{a\\} \\\\ \\\\\u2060n', '{a} \\ \\n', false],
  ['comments and soft line breaks of ASS are no text', 'one{note}\\ntwo\\hthree', 'one two\u00a0three', true],
  [
    'styles are kept and always closed',
    '{\\i1}a {\\b1}b{\\i0\\b0} c{\\u1}d',
    '<i>a </i><b><i>b</i></b> c<u>d</u>',
    true,
  ],
  ['unknown overrides are dropped', '{\\fs20\\pos(10,20)\\bord2\\blur1\\i1}a{\\r}b', '<i>a</i>b', true],
  ['drawings are dropped', '{\\p1}m 0 0 l 100 0 100 100{\\p0}text', 'text', true],
  ['empty lines are dropped, because they would end the cue', 'a\\N\\N{\\i1}\\N \\Nb', 'a\n<i>b</i>', true],
  ['control characters are dropped', 'a\u0000\u0007b', 'ab', false],
])('%s', (_, ass, text, isAss) => {
  expect(readAssText(ass, isAss).text).toBe(text);
});

test('text at the top stays there', () => {
  expect(readAssText('{\\an8}up', false).top).toBe(true);
  expect(readAssText('{\\an2}down', true).top).toBe(false);
});

test('cues are sorted, copies in other layers are dropped, and cues without an end last until the next one', () => {
  const ass = [
    event('0:00:05.00', '9:59:59.99', 'open'),
    event('0:00:01.00', '0:00:02.00', 'layers'),
    event('0:00:01.00', '0:00:02.00', '{\\b0}layers'),
    event('0:00:08.00', '0:00:08.00', 'last'),
    event('0:00:07.00', '0:00:08.00', 'SSA').replace('0,', 'Marked=0,'),
    event('0:00:09.00', '0:00:10.00', '{\\p1}m 0 0{\\p0}'),
    'Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,not shown',
  ].join('\n');
  expect(readAss(ass, true).map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual([
    [1_000, 2_000, 'layers'],
    [5_000, 7_000, 'open'],
    [7_000, 8_000, 'SSA'],
    [8_000, 18_000, 'last'],
  ]);
});

test('cues are clipped to the video', () => {
  const ass = `${event('0:00:-2.-50', '0:00:-1.00', 'before')}${event('0:00:00.-50', '0:00:01.00', 'begins before')}${event('0:00:59.00', '0:01:05.00', 'ends after')}${event('0:01:00.00', '0:01:05.00', 'after')}`;
  expect(clipCues(readAss(ass, false), 60_000).map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual([
    [0, 1_000, 'begins before'],
    [59_000, 60_000, 'ends after'],
  ]);
});

test('a written file is read back unchanged', () => {
  const cues = [
    { startMs: 500, endMs: 2_000, text: '<i>Grüße</i>\n&lt;b&gt;', top: false },
    { startMs: 3_723_045, endMs: 36_000_000, text: '字幕', top: true },
  ];
  const written = writeWebvtt(cues);
  expect(written).toBe(
    'WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n<i>Grüße</i>\n&lt;b&gt;\n\n01:02:03.045 --> 10:00:00.000 line:0\n字幕\n',
  );
  expect(parseWebvtt(encode(written), 36_000_000)).toEqual(cues);
});

test.each([
  ['another header', 'WEBVTT x\n'],
  ['raw markup', 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na < b\n'],
  ['no text', 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n'],
  ['a cue after the end', 'WEBVTT\n\n00:00:00.000 --> 00:01:01.000\na\n'],
  ['cues out of order', 'WEBVTT\n\n00:00:02.000 --> 00:00:03.000\na\n\n00:00:01.000 --> 00:00:02.000\nb\n'],
])('a file with %s is rejected', (_, text) => {
  expect(() => parseWebvtt(encode(text), 60_000)).toThrow(expect.objectContaining({ code: 'OUTPUT_WRONG' }));
});

test('text that is not UTF-8 is read as Western European', () => {
  expect(decodeText(encode('Grüße'))).toEqual({ text: 'Grüße', isGuessed: false });
  expect(decodeText(Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x80))).toEqual({ text: 'Grüße€', isGuessed: true });
});

test('a video of more than nine hours is read in several passes, and each cue is taken from one of them', () => {
  expect(textWindows(0)).toEqual([0]);
  expect(textWindows(9 * 3_600_000)).toEqual([0]);
  expect(textWindows(12 * 3_600_000)).toEqual([0, 32_400]);
  expect([isInWindow(-500, true), isInWindow(32_399_990, true), isInWindow(32_400_000, true)]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isInWindow(-500, false), isInWindow(0, false)]).toEqual([false, true]);
});
