/** A piece of a text: a link if it has a URL. */
export type TextPart = { text: string; url?: string };

const URLS = /\bhttps?:\/\/[^\s<>"]+/gi;
/** Punctuation of the sentence around a URL. */
const TRAILING = /[.,;:!?'"”’…]+$/;

/** Without the punctuation that follows it, and without a closing bracket that it doesn't open itself. */
const trimmed = (found: string): string => {
  const url = found.replace(TRAILING, '');
  const isUnbalanced = /[)\]]$/.test(url) && count(url, /[([]/g) < count(url, /[)\]]/g);
  return isUnbalanced ? trimmed(url.slice(0, -1)) : url;
};

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Finds the web addresses in a plain text. Pure. */
export const linkParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(URLS)) {
    const url = trimmed(found);
    if (!URL.canParse(url)) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: url, url });
    from = index + url.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
};
