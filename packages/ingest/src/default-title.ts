import { cleanLabel } from '@media/core';

/** The API's limit for titles, in UTF-16 code units. */
const MAX_LENGTH = 200;
const UNTITLED = 'Untitled';

/** The default title of a video: the file name without its extension, cleaned so that every name leads to a valid title. */
export const defaultTitle = (fileName: string): string => {
  const name = fileName.replace(/(?<=.)\.[^.\s]{1,10}$/, '');
  return cut(cleanLabel(name) || cleanLabel(fileName)) || UNTITLED;
};

/** Cuts between characters as people see them, so that no emoji is split. */
const cut = (title: string): string => {
  if (title.length <= MAX_LENGTH) return title;
  const { index: end = 0 } = new Intl.Segmenter().segment(title).containing(MAX_LENGTH) ?? {};
  return cleanLabel(title.slice(0, end || MAX_LENGTH).toWellFormed());
};
