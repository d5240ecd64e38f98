import { extendedLanguageTag } from '@media/core';

/** The Extended Language Box (`elng`; ISO/IEC 14496-12, 8.4.6): header, version and flags, and a null-terminated BCP 47 tag, which is ASCII. */
export const languageBox = (tag: string): Buffer => {
  const box = Buffer.alloc(12 + tag.length + 1);
  box.writeUInt32BE(box.length, 0);
  box.write('elng', 4, 'latin1');
  box.write(tag, 12, 'latin1');
  return box;
};

/** What to append to a track's handler name so that `writeLanguages` can replace it with the box. Empty if the track needs none. */
export const languageRoom = (language: string | undefined): string => {
  const tag = extendedLanguageTag(language);
  return tag === undefined ? '' : ' '.repeat(languageBox(tag).length);
};
