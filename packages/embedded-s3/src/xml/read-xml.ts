import { XMLParser } from 'fast-xml-parser';
import { S3Error } from '../http/s3-error.js';

/** An element's children by name; text is a string. */
export type XmlElement = { [name: string]: unknown };

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
});

const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a request body. @throws MalformedXML if its root element isn't `root` */
export const readXml = (text: string, root: string): XmlElement => {
  // A document type could define exponentially growing entities. S3 clients don't send one.
  if (text.includes('<!DOCTYPE')) throw new S3Error('MalformedXML');
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch (error) {
    throw new S3Error('MalformedXML', undefined, {}, { cause: error });
  }
  const element = isElement(parsed) ? parsed[root] : undefined;
  if (!isElement(element)) throw new S3Error('MalformedXML');
  return element;
};

/** All child elements with a name. */
export const childElements = (element: XmlElement, name: string): XmlElement[] =>
  [element[name] ?? []].flat().filter(isElement);

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The parser drops references to control characters, which keys can contain. */
const unescapeText = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? '';
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (code > 0x10ffff) throw new S3Error('MalformedXML');
    return String.fromCodePoint(code);
  });

/** The texts of all children with a name. */
export const childTexts = (element: XmlElement, name: string): string[] =>
  [element[name] ?? []]
    .flat()
    .filter((value) => typeof value === 'string')
    .map(unescapeText);

/** The text of the first child with a name. */
export const childText = (element: XmlElement, name: string): string | undefined => childTexts(element, name)[0];
