import { expect, test } from 'vitest';
import type { ByteSource } from '../cmaf/read-boxes.js';
import { languageBox, languageRoom } from './language-box.js';
import { languageEdits } from './write-languages.js';

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const payload = Buffer.concat(parts);
  return Buffer.concat([u32(8 + payload.length), Buffer.from(type, 'latin1'), payload]);
};
/** A box with a 64-bit size. */
const long = (type: string, ...parts: Buffer[]): Buffer => {
  const payload = Buffer.concat(parts);
  return Buffer.concat([u32(1), Buffer.from(type, 'latin1'), u32(0, 16 + payload.length), payload]);
};

type MakeBox = typeof box;
const handler = (type: string, name: string, make: MakeBox = box): Buffer =>
  make('hdlr', u32(0, 0), Buffer.from(type), u32(0, 0, 0), Buffer.from(`${name}\0`));
const track = (hdlr: Buffer, make: MakeBox = box): Buffer =>
  make(
    'trak',
    make('mdia', box('mdhd', u32(0)), hdlr, box('minf', box('stbl', box('co64', u32(0, 1, 7, 0xffff_ffff))))),
  );
const audio = (name: string, language?: string, make?: MakeBox): Buffer =>
  track(handler('soun', name + languageRoom(language)), make);

const VIDEO = track(handler('vide', 'Video'));
const fileOf = (...traks: Buffer[]): Buffer =>
  Buffer.concat([box('ftyp'), box('moov', ...traks), box('free'), box('mdat', Buffer.from('media'))]);
const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});

const edited = async (bytes: Buffer, languages: readonly (string | undefined)[]): Promise<Buffer> => {
  const result = Buffer.from(bytes);
  for (const { offset, bytes: written } of await languageEdits(sourceOf(bytes), languages))
    written.copy(result, offset);
  return result;
};
const refusal = (reason: string) => ({ code: 'OUTPUT_WRONG', details: expect.objectContaining({ reason }) });

/** A handler followed by a language box. */
const named = (name: string, language: string): Buffer => Buffer.concat([handler('soun', name), languageBox(language)]);

test('the box has the layout of ISO/IEC 14496-12, 8.4.6', () => {
  expect(languageBox('pt-BR').toString('latin1')).toBe('\0\0\0\x12elng\0\0\0\0pt-BR\0');
});

test('languages that say more than a code replace their room, and no other byte changes', async () => {
  const languages = ['pt-BR', 'de', undefined, 'zh-Hans'];
  const names = ['Português', 'Deutsch', 'Audio 3', '中文  '];
  const before = fileOf(VIDEO, ...names.map((name, index) => audio(name, languages[index])));
  const tracks = [
    named('Português', 'pt-BR'),
    handler('soun', 'Deutsch'),
    handler('soun', 'Audio 3'),
    named('中文  ', 'zh-Hans'),
  ];
  const after = await edited(before, languages);
  expect(after).toEqual(fileOf(VIDEO, ...tracks.map((boxes) => track(boxes))));
  expect(after).toHaveLength(before.length);
});

test('boxes with 64-bit sizes are found', async () => {
  const moov = (hdlr: Buffer) => Buffer.concat([long('mdat', Buffer.alloc(9)), long('moov', VIDEO, track(hdlr, long))]);
  const before = moov(handler('soun', `Français${languageRoom('fr-CA')}`));
  const after = await edited(before, ['fr-CA']);
  expect(after).toEqual(moov(named('Français', 'fr-CA')));
});

test.each<[string, Buffer, string]>([
  ['no index', Buffer.concat([box('ftyp'), box('mdat', Buffer.from('moov'))]), 'audio tracks'],
  ['a truncated index', fileOf(VIDEO, audio('Audio', 'pt-BR')).subarray(0, 200), 'audio tracks'],
  ['no audio', fileOf(VIDEO), 'audio tracks'],
  ['an extra audio track', fileOf(audio('One', 'pt-BR'), audio('Two')), 'audio tracks'],
  ['a track without a handler', fileOf(track(box('free'))), 'audio tracks'],
  ['an empty handler', fileOf(track(box('hdlr'))), 'audio tracks'],
  ['a handler without room', fileOf(audio('Audio')), 'no room for a language'],
  ['a handler with room for a shorter language', fileOf(audio('Audio', 'bh')), 'no room for a language'],
  [
    'a handler with a 64-bit size',
    fileOf(track(handler('soun', `A${languageRoom('pt-BR')}`, long))),
    'no room for a language',
  ],
])('a file with %s is refused', async (_, bytes, reason) => {
  await expect(languageEdits(sourceOf(bytes), ['pt-BR'])).rejects.toMatchObject(refusal(reason));
});
