/** Reads HLS according to RFC 8216, independently of our own code. */
export type Variant = { uri: string; width: number; height: number; codecs: string; bandwidth: number };

/** An alternative rendition (4.4.6.1). */
export type MediaRendition = { type: string; uri: string; name: string; language: string };

const attribute = (line: string, name: string): string =>
  new RegExp(`[:,]${name}=(?:"([^"]*)"|([^,]*))`).exec(line)?.slice(1).find(Boolean) ?? '';

type Multivariant = { variants: Variant[]; media: MediaRendition[]; audios: string[] };

export const readMultivariant = (text: string, base: string): Multivariant => {
  const lines = text.split('\n');
  const variants = lines.flatMap((line, index) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return [];
    const [width = 0, height = 0] = attribute(line, 'RESOLUTION').split('x').map(Number);
    const uri = new URL(lines[index + 1] ?? '', base).href;
    return [{ uri, width, height, codecs: attribute(line, 'CODECS'), bandwidth: Number(attribute(line, 'BANDWIDTH')) }];
  });
  const media = lines
    // Without a URI, the rendition is in the variants themselves.
    .filter((line) => line.startsWith('#EXT-X-MEDIA:') && attribute(line, 'URI') !== '')
    .map((line) => ({
      ...{ type: attribute(line, 'TYPE'), uri: new URL(attribute(line, 'URI'), base).href },
      ...{ name: attribute(line, 'NAME'), language: attribute(line, 'LANGUAGE') },
    }));
  return { variants, media, audios: media.filter(({ type }) => type === 'AUDIO').map(({ uri }) => uri) };
};

export type ByteRange = { url: string; offset: number; size: number };

const range = (text: string, before: ByteRange | undefined, url: string): ByteRange => {
  const [size, offset] = text.split('@').map(Number);
  return { url, size: size ?? 0, offset: offset ?? (before?.url === url ? before.offset + before.size : 0) };
};

type Media = {
  ranges: ByteRange[];
  /** The start of each segment in seconds. */
  starts: number[];
  seconds: number;
  ended: boolean;
};

/** The init section and segments of a media playlist, in order. */
export const readMedia = (text: string, base: string): Media => {
  const ranges: ByteRange[] = [];
  const starts: number[] = [];
  let seconds = 0;
  let bytes = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('#EXT-X-MAP:')) {
      const init = range(attribute(line, 'BYTERANGE'), undefined, new URL(attribute(line, 'URI'), base).href);
      ranges.push(init);
    } else if (line.startsWith('#EXTINF:')) {
      starts.push(seconds);
      seconds += Number.parseFloat(line.slice(8));
    } else if (line.startsWith('#EXT-X-BYTERANGE:')) bytes = line.slice(17);
    else if (line && !line.startsWith('#')) ranges.push(range(bytes, ranges.at(-1), new URL(line, base).href));
  }
  return { ranges, starts, seconds, ended: text.includes('#EXT-X-ENDLIST') };
};

export const fetchRange = async ({ url, offset, size }: ByteRange): Promise<Uint8Array> => {
  const response = await fetch(url, { headers: { range: `bytes=${offset}-${offset + size - 1}` } });
  if (response.status !== 206) throw new Error(`a range of ${new URL(url).pathname} answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== size) throw new Error(`asked for ${size} bytes, got ${bytes.length}`);
  return bytes;
};
