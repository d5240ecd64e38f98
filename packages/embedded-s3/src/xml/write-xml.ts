/** Text, or elements by name; a list repeats its element; undefined leaves it out. */
export type XmlNode = string | number | boolean | { [name: string]: XmlNode | undefined } | XmlNode[];

/** The names that AWS and RGW use. minio-js and other clients that parse by hand know no numbers for these. */
const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 forbids go out as references all the same, as S3 does: keys may hold them. */
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

/** A document in S3's namespace; errors have none. */
export const writeXml = (root: string, node: XmlNode): string => {
  const namespace = root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${content(node)}</${root}>`;
};
