import type { OddAudio, OddVideo, TimeFault } from './dimensions.ts';

export const MARKER_SECONDS = 3;
/** Where a track with the fault `earlyAudioEnd` or `earlyVideoEnd` ends. */
export const EARLY_END_SECONDS = 1.5;

const MARKER = 'lt(mod(t+0.0005,1),0.08)';

const VIDEO_FAULTS: Partial<Record<TimeFault, string>> = {
  lateVideo: 'trim=start=1.3',
  earlyVideoEnd: `trim=end=${EARLY_END_SECONDS}`,
  gap: "select='not(between(t,1.25,1.75))'",
  // Keeps the first frame of each flash, whatever the frame rate.
  variableRate: "select='not(eq(mod(n,5),1))'",
  jitter: "setpts='PTS+if(mod(N,3),0.004/TB,0)'",
};

const AUDIO_FAULTS: Partial<Record<TimeFault, string>> = {
  lateAudio: 'atrim=start=1.3',
  earlyAudioEnd: `atrim=end=${EARLY_END_SECONDS}`,
  gap: "aselect='not(between(t,1.25,1.75))'",
};

/** lavfi graph: a moving picture with a white box for 80 ms at each full second. */
export const videoGraph = ({ codec, size, rate }: OddVideo, fault: TimeFault): string => {
  const isInterlaced = codec.name.endsWith('-tff');
  const box = 'drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:t=fill';
  const filters = [
    `testsrc2=s=${size}:r=${isInterlaced ? doubled(rate) : rate}:d=${MARKER_SECONDS}`,
    `${box}:c=black`,
    `${box}:c=white:enable='${MARKER}'`,
    ...(isInterlaced ? ['interlace=scan=tff:lowpass=0'] : []),
    ...asList(VIDEO_FAULTS[fault]),
  ];
  return filters.join(',');
};

/** lavfi graph: the same beep of 1 kHz in every channel for 80 ms at each full second. */
export const audioGraph = ({ layout, sampleRateHz }: OddAudio, fault: TimeFault): string => {
  const channels = Array.from({ length: layout.channels }, (_, index) => `c${index}=c0`).join('|');
  const filters = [
    `aevalsrc='if(lt(mod(t,1),0.08),0.7*sin(2*PI*1000*t),0)':s=${sampleRateHz}:d=${MARKER_SECONDS}`,
    `pan=${layout.name}|${channels}`,
    ...asList(AUDIO_FAULTS[fault]),
  ];
  return filters.join(',');
};

const doubled = (rate: string): string => {
  const [num, den = '1'] = rate.split('/');
  return `${2 * Number(num)}/${den}`;
};

const asList = (filter: string | undefined): string[] => (filter === undefined ? [] : [filter]);
