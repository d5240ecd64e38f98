import { makeClip } from '@media/testkit';

/** Frames are told apart up to 2^10. */
export const NUMBER_BITS = 10;

/** Black, then white where a bit of the frame's number is set: blocks along the top that survive any encoding. */
const paint = (bit: number): string =>
  `drawbox=x=iw*${bit}/${NUMBER_BITS}:y=0:w=iw/${NUMBER_BITS}+1:h=ih/4:color=white:t=fill:enable='bitand(n,${2 ** bit})'`;

type NumberedClip = {
  seconds: number;
  size: `${number}x${number}`;
  rate: number;
  /** With so few bits and so many key frames that players could have it as it is. */
  fit?: boolean;
};

/** A clip with audio in which every frame carries its number. */
export const numberedClip = ({ seconds, size, rate, fit = false }: NumberedClip): Promise<string> => {
  const blocks = Array.from({ length: NUMBER_BITS }, (_, bit) => paint(bit));
  const filters = ['drawbox=x=0:y=0:w=iw:h=ih/4:color=black:t=fill', ...blocks].join(',');
  return makeClip({
    seconds,
    size,
    rate,
    extra: ['-vf', filters, ...(fit ? ['-g', String(2 * rate), '-crf', '38'] : [])],
  });
};
