const NAMES: Record<string, string> = {
  h264: 'H.264',
  hevc: 'H.265',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4',
  prores: 'ProRes',
  mjpeg: 'Motion JPEG',
  theora: 'Theora',
  aac: 'AAC',
  aac_latm: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'Dolby Digital',
  eac3: 'Dolby Digital Plus',
  alac: 'Apple Lossless',
};

/** The common name of a codec, from ffmpeg's: `H.264` for `h264`. */
export const codecName = (codec: string): string =>
  NAMES[codec] ?? (codec.startsWith('pcm_') ? 'PCM' : codec.toUpperCase());
