/** How an embedded player starts. */
export type PlayOptions = { startSeconds: number; autoPlay: boolean; isLooping: boolean };

type Query = { t?: string | string[]; autoplay?: string | string[]; loop?: string | string[] };

const TIME = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d+)?)s?)?$/;

/** `90`, `90s` or `1m30s`, in seconds; 0 for anything else. */
const secondsOf = (time: string): number => {
  const [, hours = 0, minutes = 0, seconds = 0] = TIME.exec(time) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
};

/** Reads `?t=90&autoplay=1&loop=1` and ignores other values. Pure. */
export const readPlayOptions = ({ t, autoplay, loop }: Query): PlayOptions => ({
  startSeconds: typeof t === 'string' ? secondsOf(t) : 0,
  autoPlay: autoplay === '1',
  isLooping: loop === '1',
});
