/** The contents of each box of this type among the boxes in `bytes`. ISO/IEC 14496-12, 4.2. */
export const boxes = (bytes: Buffer, type: string): Buffer[] => {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    const header = size === 1 ? 16 : 8;
    const end = at + (size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size);
    if (bytes.toString('latin1', at + 4, at + 8) === type) found.push(bytes.subarray(at + header, end));
    at = Math.max(end, at + 8);
  }
  return found;
};

/** The contents of the first box at a path. */
export const box = (bytes: Buffer, ...path: string[]): Buffer | undefined =>
  path.reduce<Buffer | undefined>((parent, type) => parent && boxes(parent, type)[0], bytes);
