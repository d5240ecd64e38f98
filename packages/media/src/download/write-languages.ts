import { open } from 'node:fs/promises';
import { AppError, extendedLanguageTag } from '@media/core';
import { fileSource } from '../cmaf/parse-cmaf.js';
import { type ByteSource, boxesAt } from '../cmaf/read-boxes.js';
import { languageBox, languageRoom } from './language-box.js';

type Languages = readonly (string | undefined)[];
type Edit = { offset: number; bytes: Buffer };

/**
 * Writes the language of each audio track into an MP4 whose handler names have room for it, as BCP 47 tags where three-letter codes say
 * less. The box replaces the room, so no other byte moves. Throws OUTPUT_WRONG.
 */
export const writeLanguages = async (path: string, languages: Languages): Promise<void> => {
  if (languages.every((language) => extendedLanguageTag(language) === undefined)) return;
  await using file = await open(path, 'r+');
  for (const { offset, bytes } of await languageEdits(await fileSource(file), languages))
    await file.write(bytes, 0, bytes.length, offset);
};

/** The bytes to overwrite. All tracks are checked before the first edit. */
export const languageEdits = async (source: ByteSource, languages: Languages): Promise<Edit[]> => {
  const handlers = await audioHandlers(source);
  if (handlers.length !== languages.length)
    throw new AppError('OUTPUT_WRONG', {
      reason: 'audio tracks',
      expected: languages.length,
      found: handlers.length,
    });
  return handlers.flatMap((handler, index) => {
    const tag = extendedLanguageTag(languages[index]);
    return tag === undefined ? [] : [languageEdit(handler, tag)];
  });
};

/** The whole `hdlr` box of each audio track. */
const audioHandlers = async (source: ByteSource): Promise<Edit[]> => {
  const handlers: Edit[] = [];
  for await (const { offset, size, headerSize } of boxesAt(source, 'moov/trak/mdia/hdlr')) {
    const bytes = Buffer.from(await source.read(offset, size));
    // 8.4.3.2: the handler type follows version, flags and another field.
    if (bytes.toString('latin1', headerSize + 8, headerSize + 12) === 'soun') handlers.push({ offset, bytes });
  }
  return handlers;
};

/** The handler without its room, followed by the language: MediaInfo ignores a language that comes before the track's handler. */
const languageEdit = ({ offset, bytes }: Edit, tag: string): Edit => {
  const language = languageBox(tag);
  const room = `${languageRoom(tag)}\0`;
  if (bytes.readUInt32BE(0) !== bytes.length || !bytes.toString('latin1').endsWith(room))
    throw new AppError('OUTPUT_WRONG', { reason: 'no room for a language', tag });
  const handler = Buffer.concat([bytes.subarray(0, -room.length), Buffer.from('\0')]);
  handler.writeUInt32BE(handler.length, 0);
  return { offset, bytes: Buffer.concat([handler, language]) };
};
