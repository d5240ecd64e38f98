import { makeClip } from '@media/testkit';

/** Frame numbers repeat after 2^10 frames. */
export const NUMBER_BITS = 10;

/** Paints blocks along the top that survive any encoding: white for each set bit of the frame number, else black. */
const paint = (bit: number): string =>
  `drawbox=x=iw*${bit}/${NUMBER_BITS}:y=0:w=iw/${NUMBER_BITS}+1:h=ih/4:color=white:t=fill:enable='bitand(n,${2 ** bit})'`;

type NumberedClip = {
  seconds: number;
  size: `${number}x${number}`;
  rate: number;
  /** Low bitrate and frequent key frames, so that the video can be copied instead of re-encoded. */
  copyable?: boolean;
};

/** A clip with audio whose frames each show their number. */
export const numberedClip = ({ seconds, size, rate, copyable = false }: NumberedClip): Promise<string> => {
  const blocks = Array.from({ length: NUMBER_BITS }, (_, bit) => paint(bit));
  const filters = ['drawbox=x=0:y=0:w=iw:h=ih/4:color=black:t=fill', ...blocks].join(',');
  return makeClip({
    seconds,
    size,
    rate,
    extra: ['-vf', filters, ...(copyable ? ['-g', String(2 * rate), '-crf', '38'] : [])],
  });
};
