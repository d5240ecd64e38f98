/** Packets by stream: their positions from the first key frame on. */
export type PacketPositions = ReadonlyMap<number, readonly number[]>;
