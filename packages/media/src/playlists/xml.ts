type Value = string | number | boolean | undefined;

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0, 2.2: these characters aren't allowed in a document, not even escaped. They include lone surrogates. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export const escapeXml = (text: string): string =>
  text.replace(ILLEGAL, ' ').replace(/[&<>"']/g, (character) => NAMED[character] ?? character);

/** An element. Attributes without a value are left out. Children are already XML. */
export const element = (name: string, attributes: Record<string, Value>, children: readonly string[] = []): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</${name}>`;
};

export const textElement = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
