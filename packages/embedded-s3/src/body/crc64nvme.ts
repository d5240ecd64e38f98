/** CRC-64/NVME, reflected; the high and low halves apart because BigInt would be twenty times slower. */
const POLY_HIGH = 0x9a6c9329;
const POLY_LOW = 0xac4bc9b5;

/** Eight tables of 256 pairs (high, low), for eight bytes at a time ("slicing by 8"). */
const TABLES = ((): Uint32Array[] => {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(512));
  const at = (table: number, index: number): number => tables[table]?.[index] ?? 0;
  const set = (table: number, byte: number, high: number, low: number): void =>
    tables[table]?.set([high, low], byte * 2);
  for (let byte = 0; byte < 256; byte += 1) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = low & 1;
      low = ((low >>> 1) | (high << 31)) >>> 0;
      high >>>= 1;
      if (isOdd) [high, low] = [(high ^ POLY_HIGH) >>> 0, (low ^ POLY_LOW) >>> 0];
    }
    set(0, byte, high, low);
  }
  for (let table = 1; table < 8; table += 1) {
    for (let byte = 0; byte < 256; byte += 1) {
      const [high, low] = [at(table - 1, byte * 2), at(table - 1, byte * 2 + 1)];
      const index = (low & 0xff) * 2;
      set(table, byte, ((high >>> 8) ^ at(0, index)) >>> 0, (((low >>> 8) | (high << 24)) ^ at(0, index + 1)) >>> 0);
    }
  }
  return tables;
})();

/** One table: entry `(table << 8 | byte) * 2` is the high half, the next the low one. */
const FLAT = ((): Uint32Array => {
  const flat = new Uint32Array(8 * 512);
  for (const [index, table] of TABLES.entries()) flat.set(table, index * 512);
  return flat;
})();

export type Crc64State = { high: number; low: number };

export const initialCrc64 = (): Crc64State => ({ high: 0xffffffff, low: 0xffffffff });

/** Feeds bytes; `state` is changed in place. */
export const updateCrc64 = (state: Crc64State, bytes: Uint8Array): void => {
  let { high, low } = state;
  let index = 0;
  const byteAt = (offset: number): number => bytes[offset] ?? 0;
  const tableAt = (offset: number): number => FLAT[offset] ?? 0;
  for (const end = bytes.length - 7; index < end; index += 8) {
    low ^= byteAt(index) | (byteAt(index + 1) << 8) | (byteAt(index + 2) << 16) | (byteAt(index + 3) << 24);
    high ^= byteAt(index + 4) | (byteAt(index + 5) << 8) | (byteAt(index + 6) << 16) | (byteAt(index + 7) << 24);
    let [nextHigh, nextLow] = [0, 0];
    for (let step = 0; step < 8; step += 1) {
      const byte = ((step < 4 ? low : high) >>> ((step & 3) * 8)) & 0xff;
      const entry = (((7 - step) << 8) | byte) * 2;
      nextHigh ^= tableAt(entry);
      nextLow ^= tableAt(entry + 1);
    }
    [high, low] = [nextHigh, nextLow];
  }
  for (; index < bytes.length; index += 1) {
    const entry = ((low ^ byteAt(index)) & 0xff) * 2;
    low = ((low >>> 8) | (high << 24)) ^ tableAt(entry + 1);
    high = (high >>> 8) ^ tableAt(entry);
  }
  state.high = high >>> 0;
  state.low = low >>> 0;
};

/** The eight bytes of the checksum, big-endian. */
export const digestCrc64 = ({ high, low }: Crc64State): Buffer => {
  const digest = Buffer.alloc(8);
  digest.writeUInt32BE(~high >>> 0, 0);
  digest.writeUInt32BE(~low >>> 0, 4);
  return digest;
};
