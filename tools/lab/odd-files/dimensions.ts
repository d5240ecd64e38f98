/** Encoder settings for the video of an odd file. `formats`: pixel formats that the encoder accepts, the common one first. */
export type VideoCodec = {
  name: string;
  args: string[];
  formats: string[];
  size?: string;
  rates?: string[];
  /** Muxers that can't store what this encoder writes, although ffmpeg tries. */
  notIn?: string[];
};
/** `notIn`: muxers as for video. */
export type AudioCodec = { name: string; args: string[]; rates?: number[]; layouts?: Layout[]; notIn?: string[] };
export type Layout = { name: string; channels: number };

/** The video and audio of an odd file. */
export type OddVideo = { codec: VideoCodec; format: string; size: string; rate: string };
export type OddAudio = { codec: AudioCodec; layout: Layout; sampleRateHz: number };

const video = (name: string, formats: string[], rest: Partial<VideoCodec> = {}): VideoCodec => ({
  ...{ name, formats, args: ['-c:v', name] },
  ...rest,
});
const x264 = (args: string[] = []) => ['-c:v', 'libx264', '-preset', 'ultrafast', ...args];

const PAL_OR_NTSC = ['25', '30000/1001'];

export const VIDEO_CODECS: readonly VideoCodec[] = [
  video('h264', ['yuv420p', 'yuvj420p', 'yuv422p', 'yuv444p', 'yuv420p10le', 'gray'], { args: x264() }),
  video('h264-b', ['yuv420p'], { args: ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-g', '50'] }),
  video('h264-intra', ['yuv420p', 'yuv422p10le'], { args: x264(['-g', '1']) }),
  // x264 takes the order of the pictures from `top`, and only what it marks from `tff`: without both, decoders swap the fields.
  video('h264-tff', ['yuv420p'], { args: x264(['-flags', '+ildct+ilme', '-top', '1', '-x264-params', 'tff=1']) }),
  video('h264-rgb', ['rgb24'], { args: ['-c:v', 'libx264rgb', '-preset', 'ultrafast'] }),
  video('hevc', ['yuv420p', 'yuv420p10le', 'yuv444p'], {
    args: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error'],
  }),
  video('vp8', ['yuv420p', 'yuva420p'], { args: ['-c:v', 'libvpx', '-deadline', 'realtime', '-auto-alt-ref', '0'] }),
  video('vp9', ['yuv420p', 'yuv444p', 'yuva420p'], {
    args: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
  }),
  video('av1', ['yuv420p'], { args: ['-c:v', 'libsvtav1', '-preset', '12'] }),
  video('mpeg1video', ['yuv420p'], { rates: [...PAL_OR_NTSC, '30', '50'] }),
  video('mpeg2video', ['yuv420p', 'yuv422p'], { rates: [...PAL_OR_NTSC, '30', '50'] }),
  video('mpeg2-tff', ['yuv420p'], {
    args: ['-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-top', '1'],
    rates: PAL_OR_NTSC,
  }),
  video('mpeg4', ['yuv420p'], { args: ['-c:v', 'mpeg4', '-bf', '2'] }),
  // libxvid packs two frames into one packet, which only AVI allows, and its times are those of packets.
  video('xvid', ['yuv420p'], {
    args: ['-c:v', 'libxvid', '-bf', '2'],
    notIn: ['mpegts', 'mpeg', 'vob', 'asf', 'matroska', 'webm', 'mov', 'mp4'],
  }),
  video('msmpeg4', ['yuv420p']),
  video('wmv1', ['yuv420p']),
  video('wmv2', ['yuv420p']),
  video('flv1', ['yuv420p'], { args: ['-c:v', 'flv'] }),
  video('flashsv', ['bgr24']),
  video('h263', ['yuv420p'], { size: '352x288', rates: ['15', '30000/1001'] }),
  video('theora', ['yuv420p', 'yuv444p'], { args: ['-c:v', 'libtheora', '-q:v', '7'] }),
  video('mjpeg', ['yuvj420p', 'yuvj422p', 'yuvj444p']),
  video('prores', ['yuv422p10le', 'yuva444p10le'], { args: ['-c:v', 'prores_ks'] }),
  video('dnxhd', ['yuv422p'], { args: ['-c:v', 'dnxhd', '-profile:v', 'dnxhr_lb'] }),
  video('dv', ['yuv420p'], { args: ['-c:v', 'dvvideo'], size: '720x576', rates: ['25'] }),
  video('cfhd', ['yuv422p10le', 'gbrp12le']),
  video('ffv1', ['yuv420p', 'yuv422p10le', 'gbrp', 'bgra']),
  video('huffyuv', ['yuv422p', 'rgb24', 'bgra']),
  video('utvideo', ['yuv420p', 'gbrp', 'gbrap']),
  video('magicyuv', ['yuv420p', 'gbrp']),
  video('qtrle', ['rgb24', 'argb', 'gray']),
  video('png', ['rgb24', 'rgba', 'pal8']),
  video('jpeg2000', ['yuv420p', 'rgb24']),
  video('rawvideo', ['yuv420p', 'bgr24', 'uyvy422']),
  video('v210', ['yuv422p10le']),
  video('cinepak', ['rgb24']),
  video('svq1', ['yuv410p']),
  video('snow', ['yuv420p'], { args: ['-c:v', 'snow', '-strict', '-2'] }),
  video('gif', ['rgb8'], { rates: ['10', '25'] }),
];

const layout = (name: string, channels: number): Layout => ({ name, channels });
const MONO = layout('mono', 1);
const STEREO = layout('stereo', 2);
const FIVE_ONE = layout('5.1', 6);

export const LAYOUTS: readonly Layout[] = [
  ...[MONO, STEREO, STEREO, STEREO, FIVE_ONE],
  ...[layout('2.1', 3), layout('3.0', 3), layout('quad', 4), layout('4.0', 4), layout('5.0', 5)],
  ...[layout('5.1(side)', 6), layout('6.1', 7), layout('7.1', 8), layout('hexagonal', 6)],
  ...[layout('3c', 3), layout('4c', 4), layout('10c', 10), layout('16c', 16)],
];

export const SAMPLE_RATES = [
  48_000, 48_000, 44_100, 44_100, 8_000, 11_025, 16_000, 22_050, 32_000, 88_200, 96_000, 192_000,
];

const audio = (name: string, rest: Partial<AudioCodec> = {}): AudioCodec => ({ name, args: ['-c:a', name], ...rest });
const MONO_STEREO = [MONO, STEREO];
const MPEG_RATES = [32_000, 44_100, 48_000];

export const AUDIO_CODECS: readonly AudioCodec[] = [
  ...[audio('aac'), audio('aac'), audio('flac'), audio('alac')],
  // AVI needs packets of equal duration.
  audio('vorbis', { args: ['-c:a', 'libvorbis'], notIn: ['avi'] }),
  audio('mp3', { args: ['-c:a', 'libmp3lame'], layouts: MONO_STEREO, rates: [...MPEG_RATES, 22_050, 16_000] }),
  audio('mp2', { layouts: MONO_STEREO, rates: MPEG_RATES }),
  audio('ac3', { rates: MPEG_RATES, layouts: [MONO, STEREO, FIVE_ONE, layout('quad(side)', 4), layout('3.0', 3)] }),
  audio('eac3', { rates: MPEG_RATES, layouts: [STEREO, FIVE_ONE] }),
  audio('dts', { args: ['-c:a', 'dca', '-strict', '-2'], rates: [48_000], layouts: [STEREO, layout('5.1(side)', 6)] }),
  audio('truehd', { args: ['-c:a', 'truehd', '-strict', '-2'], rates: [48_000], layouts: [STEREO, FIVE_ONE] }),
  audio('opus', { args: ['-c:a', 'libopus'], rates: [48_000] }),
  audio('speex', { args: ['-c:a', 'libspeex'], rates: [16_000], layouts: [MONO] }),
  audio('wmav2', { layouts: MONO_STEREO, rates: [44_100, 48_000] }),
  audio('nellymoser', { rates: [44_100, 22_050], layouts: [MONO] }),
  audio('adpcm_swf', { rates: [44_100, 22_050], layouts: MONO_STEREO }),
  audio('adpcm_ms', { layouts: MONO_STEREO }),
  audio('adpcm_ima_wav', { layouts: MONO_STEREO }),
  audio('adpcm_ima_qt', { layouts: MONO_STEREO }),
  audio('pcm_s16le'),
  audio('pcm_s16be'),
  audio('pcm_s24le'),
  audio('pcm_f32le'),
  audio('pcm_u8'),
  audio('pcm_alaw', { rates: [8_000], layouts: MONO_STEREO }),
  audio('pcm_mulaw', { rates: [8_000], layouts: MONO_STEREO }),
  audio('pcm_dvd', { rates: [48_000, 96_000], layouts: [STEREO, FIVE_ONE] }),
  audio('pcm_bluray', { rates: [48_000, 96_000], layouts: [MONO, STEREO, FIVE_ONE] }),
  audio('s302m', { args: ['-c:a', 's302m', '-strict', '-2'], rates: [48_000], layouts: [STEREO] }),
  audio('g722', { rates: [16_000], layouts: [MONO] }),
  audio('g726', { args: ['-c:a', 'g726', '-b:a', '32k'], rates: [8_000], layouts: [MONO] }),
  audio('gsm_ms', { args: ['-c:a', 'libgsm_ms'], rates: [8_000], layouts: [MONO] }),
  audio('wavpack'),
  audio('tta'),
];

export const FRAME_RATES = [
  '25',
  '30000/1001',
  '24000/1001',
  '30',
  '50',
  '60',
  '60000/1001',
  '10',
  '12',
  '15',
  '48',
  '100',
  '120',
];

export const SIZES = [
  '320x180',
  '320x180',
  '240x320',
  '352x288',
  '176x144',
  '322x182',
  '321x181',
  '64x36',
  '640x80',
  '90x400',
];

/** Containers by muxer, with what only they allow. `audioOnly` ones hold no video. */
export type Container = {
  extension: string;
  muxer: string;
  audioOnly?: true;
  /** Whether two files in a row are one file whose time restarts. */
  joins?: true;
  /** Whether a file that was cut off still has everything before the cut. */
  streams?: true;
  flags?: string[];
  /** The name of the only audio codec that is a file of this kind. ffmpeg writes others, too. */
  holds?: string;
};

export const CONTAINERS: readonly Container[] = [
  ...[
    { extension: 'mp4', muxer: 'mp4' },
    { extension: 'mp4', muxer: 'mp4', flags: ['-movflags', '+faststart'] },
    { extension: 'mp4', muxer: 'mp4', flags: ['-movflags', '+frag_keyframe+empty_moov'], streams: true as const },
    { extension: 'mov', muxer: 'mov' },
    { extension: 'mov', muxer: 'mov' },
    { extension: '3gp', muxer: '3gp' },
  ],
  { extension: 'mkv', muxer: 'matroska', streams: true },
  { extension: 'mkv', muxer: 'matroska', flags: ['-live', '1'], streams: true },
  { extension: 'webm', muxer: 'webm', streams: true },
  { extension: 'avi', muxer: 'avi', streams: true },
  { extension: 'avi', muxer: 'avi' },
  { extension: 'flv', muxer: 'flv', streams: true },
  { extension: 'ts', muxer: 'mpegts', joins: true, streams: true },
  { extension: 'm2ts', muxer: 'mpegts', flags: ['-mpegts_m2ts_mode', '1'], joins: true, streams: true },
  { extension: 'mpg', muxer: 'mpeg', joins: true, streams: true },
  { extension: 'vob', muxer: 'vob', joins: true, streams: true },
  { extension: 'wmv', muxer: 'asf', streams: true },
  { extension: 'ogv', muxer: 'ogg', joins: true, streams: true },
  { extension: 'mxf', muxer: 'mxf', streams: true },
  { extension: 'gif', muxer: 'gif' },
  { extension: 'dv', muxer: 'dv', joins: true, streams: true },
  { extension: 'wav', muxer: 'wav', audioOnly: true, streams: true },
  { extension: 'w64', muxer: 'w64', audioOnly: true },
  { extension: 'mp3', muxer: 'mp3', audioOnly: true, joins: true, streams: true },
  { extension: 'flac', muxer: 'flac', audioOnly: true },
  { extension: 'aac', muxer: 'adts', audioOnly: true, joins: true, streams: true },
  { extension: 'ac3', muxer: 'ac3', audioOnly: true, joins: true, streams: true, holds: 'ac3' },
  { extension: 'ogg', muxer: 'ogg', audioOnly: true, joins: true, streams: true },
  { extension: 'aiff', muxer: 'aiff', audioOnly: true },
  { extension: 'caf', muxer: 'caf', audioOnly: true },
  { extension: 'm4a', muxer: 'ipod', audioOnly: true },
  { extension: 'mka', muxer: 'matroska', audioOnly: true, streams: true },
];

/** What happens to the times of a file, or to its bytes. */
export const TIME_FAULTS = [
  ...['none', 'none', 'none', 'lateAudio', 'lateVideo', 'earlyAudioEnd', 'earlyVideoEnd', 'gap', 'offset', 'hours'],
  ...['variableRate', 'jitter', 'restart', 'truncated'],
] as const;
export type TimeFault = (typeof TIME_FAULTS)[number];
