import { expect, test } from 'vitest';
import { extendedLanguages } from './extended-languages.ts';

const box = (type: string, ...parts: (Buffer | string)[]): Buffer => {
  const payload = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + payload.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, payload]);
};
const track = (handler: string, ...language: Buffer[]) =>
  box('trak', box('mdia', box('mdhd'), ...language, box('hdlr', Buffer.alloc(8), handler, Buffer.alloc(13))));
const elng = (tag: string) => box('elng', Buffer.alloc(4), `${tag}\0`);

test('only extended languages of audio tracks are read', () => {
  const moov = box('moov', track('vide', elng('en-US')), track('soun', elng('pt-BR')), track('soun'));
  expect(extendedLanguages(Buffer.concat([box('ftyp'), moov]))).toEqual(['pt-BR', undefined]);
  expect(extendedLanguages(Buffer.from('no MP4, but long enough for a box'))).toEqual([]);
});
