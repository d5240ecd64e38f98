/**
 * The ticks in which ffmpeg passes packets to bitstream filters: those of the output `track` (5.1), or the packet's `own`, which are the
 * encoder's or, for copies, the source stream's (7.1). Decision 14.
 */
export type PacketClock = 'track' | 'own';
