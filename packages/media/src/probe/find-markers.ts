export type Marked = { offset: number; data: Buffer };

/** Every place of a marker in the chunks of a file, with `bytes` bytes from there on, or fewer at the end of the file. */
export async function* findMarkers(
  chunks: AsyncIterable<Buffer>,
  marker: Buffer,
  bytes: number,
): AsyncGenerator<Marked> {
  let rest: Buffer = Buffer.alloc(0);
  let restOffset = 0;
  for await (const chunk of chunks) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    let at = data.indexOf(marker);
    for (; at >= 0 && at + bytes <= data.length; at = data.indexOf(marker, from)) {
      yield { offset: restOffset + at, data: data.subarray(at, at + bytes) };
      from = at + marker.length;
    }
    const kept = at >= 0 ? at : Math.max(from, data.length - marker.length + 1);
    rest = data.subarray(kept);
    restOffset += kept;
  }
  for (let at = rest.indexOf(marker); at >= 0; at = rest.indexOf(marker, at + marker.length))
    yield { offset: restOffset + at, data: rest.subarray(at, at + bytes) };
}
