/** Text, or elements by name. An array repeats its element; undefined omits it. */
export type XmlNode = string | number | boolean | { [name: string]: XmlNode | undefined } | XmlNode[];

/** The named entities that AWS and RGW use. minio-js and other clients without an XML parser don't decode these as numbers. */
const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Like S3, writes characters that XML 1.0 forbids as references, because keys can contain them. */
const escapeText = (text: string): string =>
  text.replace(
    /[&<>"\p{Cc}\ufffe\uffff]/gu,
    (char) => NAMED[char] ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`,
  );

const element = (name: string, node: XmlNode | undefined): string => {
  if (node === undefined) return '';
  if (Array.isArray(node)) return node.map((item) => element(name, item)).join('');
  return `<${name}>${content(node)}</${name}>`;
};

const content = (node: XmlNode): string =>
  typeof node === 'object'
    ? Object.entries(node)
        .map(([name, child]) => element(name, child))
        .join('')
    : escapeText(String(node));

/** A document in S3's namespace. Error documents have no namespace. */
export const writeXml = (root: string, node: XmlNode): string => {
  const namespace = root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${content(node)}</${root}>`;
};
