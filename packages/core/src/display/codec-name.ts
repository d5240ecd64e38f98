/** By FFmpeg's names. */
const VIDEO: Record<string, string> = {
  ...{ h264: 'H.264', hevc: 'H.265', vvc: 'H.266', av1: 'AV1', vp6f: 'VP6', vp8: 'VP8', vp9: 'VP9', h263: 'H.263' },
  ...{ mpeg1video: 'MPEG-1', mpeg2video: 'MPEG-2', mpeg4: 'MPEG-4', msmpeg4v3: 'MS MPEG-4', flv1: 'Sorenson Spark' },
  ...{ wmv1: 'WMV 7', wmv2: 'WMV 8', wmv3: 'WMV 9', vc1: 'VC-1', theora: 'Theora', dvvideo: 'DV', prores: 'ProRes' },
  ...{ dnxhd: 'DNxHD', cfhd: 'CineForm', qtrle: 'QuickTime Animation', cinepak: 'Cinepak', ffv1: 'FFV1' },
  ...{ huffyuv: 'HuffYUV', utvideo: 'Ut Video', rawvideo: 'uncompressed video', mjpeg: 'Motion JPEG' },
  ...{ jpeg2000: 'JPEG 2000', png: 'PNG', bmp: 'BMP', gif: 'GIF', tiff: 'TIFF', webp: 'WebP' },
};

const AUDIO: Record<string, string> = {
  ...{
    aac: 'AAC',
    aac_latm: 'AAC (LATM)',
    mp1: 'MP1',
    mp2: 'MP2',
    mp3: 'MP3',
    opus: 'Opus',
    vorbis: 'Vorbis',
    flac: 'FLAC',
  },
  ...{ alac: 'Apple Lossless', ac3: 'Dolby Digital', eac3: 'Dolby Digital Plus', ac4: 'Dolby AC-4', dts: 'DTS' },
  ...{ truehd: 'Dolby TrueHD', mlp: 'MLP', amr_nb: 'AMR', amr_wb: 'AMR-WB', speex: 'Speex', wavpack: 'WavPack' },
  ...{ wmav1: 'WMA', wmav2: 'WMA', wmapro: 'WMA Pro', wmalossless: 'WMA Lossless', mpegh_3d_audio: 'MPEG-H 3D Audio' },
};

const TEXT: Record<string, string> = {
  ...{ subrip: 'SubRip', srt: 'SubRip', ass: 'ASS', ssa: 'SSA', mov_text: 'MOV text', webvtt: 'WebVTT', ttml: 'TTML' },
  ...{ wvtt: 'WebVTT in MP4', eia_608: 'CEA-608', eia_708: 'CEA-708', hdmv_pgs_subtitle: 'PGS', xsub: 'XSUB' },
  ...{ dvd_subtitle: 'VobSub', dvb_subtitle: 'DVB', dvb_teletext: 'teletext', bin_data: 'binary data' },
};

const NAMES: Readonly<Record<string, string>> = { ...VIDEO, ...AUDIO, ...TEXT };
const FAMILIES: readonly [RegExp, string][] = [
  [/^pcm_/, 'PCM'],
  [/^adpcm_/, 'ADPCM'],
];

/** The common name of a codec, from FFmpeg's: `H.264` for `h264`. Others, such as a file's own name of its codec, stay as they are. */
export const codecName = (codec: string): string =>
  (Object.hasOwn(NAMES, codec) ? NAMES[codec] : undefined) ??
  FAMILIES.find(([pattern]) => pattern.test(codec))?.[1] ??
  codec;
