/** By the first of FFmpeg's names. */
const NAMES: Readonly<Record<string, string>> = {
  ...{
    mov: 'MP4/QuickTime',
    mp4: 'MP4',
    matroska: 'Matroska/WebM',
    webm: 'WebM',
    avi: 'AVI',
    flv: 'FLV',
    live_flv: 'FLV',
  },
  ...{ mpegts: 'MPEG-TS', mpeg: 'MPEG-PS', asf: 'ASF/WMV', ogg: 'Ogg', mxf: 'MXF', gif: 'GIF', dv: 'DV', wav: 'WAV' },
  ...{ w64: 'Wave64', mp3: 'MP3', flac: 'FLAC', aac: 'AAC', aiff: 'AIFF', caf: 'CAF', ac3: 'AC-3', eac3: 'E-AC-3' },
  ...{ amr: 'AMR', amrnb: 'AMR', amrwb: 'AMR-WB', srt: 'SubRip', webvtt: 'WebVTT', ass: 'ASS', ttml: 'TTML' },
  ...{ h264: 'a raw H.264 stream', hevc: 'a raw H.265 stream', m4v: 'a raw MPEG-4 stream', av1: 'a raw AV1 stream' },
  ...{ mpegvideo: 'a raw MPEG video stream', wv: 'WavPack', mpc: 'Musepack', mpc8: 'Musepack', au: 'Sun AU' },
  ...{ ape: "Monkey's Audio", tta: 'True Audio', voc: 'Creative Voice', rm: 'RealMedia', hls: 'an HLS playlist' },
  ...{ dash: 'a DASH manifest', concat: 'a list of files', tty: 'text', vobsub: 'VobSub', sup: 'PGS' },
};

/** FFmpeg's demuxers of single images. */
const IMAGE = /^(?:image2|(?<image>\w+)_pipe)$/;

/** The common name of a container, from FFmpeg's: `MP4/QuickTime` for `mov,mp4,m4a,3gp,3g2,mj2`. */
export const containerName = (format: string): string => {
  const [first = format] = format.split(',');
  const image = IMAGE.exec(first);
  if (image) return `${image.groups?.image?.toUpperCase() ?? 'an'} image`;
  return (Object.hasOwn(NAMES, first) ? NAMES[first] : undefined) ?? first;
};
