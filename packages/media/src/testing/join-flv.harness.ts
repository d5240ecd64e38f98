const AUDIO_TAG = 8;
const FILE_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
/** The size of the tag before it. */
const TRAILER_BYTES = 4;

/**
 * Appends the audio tags of one FLV file to another one, `afterMs` later and with their own codec header, like a streaming server after its encoder
 * has changed its settings. Adobe's FLV specification 10.1, E.4.1.
 */
export const joinFlv = (first: Buffer, second: Buffer, afterMs: number): Buffer => {
  const joined = [first];
  for (let at = FILE_HEADER_BYTES; at + TAG_HEADER_BYTES <= second.length; ) {
    const end = at + TAG_HEADER_BYTES + second.readUIntBE(at + 1, 3) + TRAILER_BYTES;
    const tag = Buffer.from(second.subarray(at, end));
    tag.writeUIntBE(tag.readUIntBE(4, 3) + afterMs, 4, 3);
    if (tag[0] === AUDIO_TAG) joined.push(tag);
    at = end;
  }
  return Buffer.concat(joined);
};
