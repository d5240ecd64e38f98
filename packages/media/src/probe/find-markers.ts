/** Every place of a marker in the chunks of a file: `bytes` bytes from there on, or fewer at the end of the file. */
export async function* findMarkers(
  chunks: AsyncIterable<Buffer>,
  marker: Buffer,
  bytes: number,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    let at = data.indexOf(marker);
    for (; at >= 0 && at + bytes <= data.length; at = data.indexOf(marker, from)) {
      yield data.subarray(at, at + bytes);
      from = at + marker.length;
    }
    rest = data.subarray(at >= 0 ? at : Math.max(from, data.length - marker.length + 1));
  }
  for (let at = rest.indexOf(marker); at >= 0; at = rest.indexOf(marker, at + marker.length))
    yield rest.subarray(at, at + bytes);
}
