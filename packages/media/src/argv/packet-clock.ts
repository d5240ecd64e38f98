/**
 * In which ticks ffmpeg shows packets to bitstream filters: those of the `track` that is written (5.1), or the packet's
 * `own`: the encoder's, and for copies the source stream's (7.1).
 */
export type PacketClock = 'track' | 'own';
