import { readAssText } from './ass-text.js';
import type { Cue } from './cue.js';

/** Layer (`Marked` in SSA), start, end, style, name, three margins, effect, text. */
const EVENT = /^Dialogue: ?(?:Marked=)?\d+,([^,]+),([^,]+),[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,(.*)$/;
const TIME = /^(-?\d+):(-?\d+):(-?\d+)\.(-?\d+)$/;
/** What ffmpeg writes for the end of a cue that lasts until the next one, and for times after it. */
const NO_END_MS = 35_999_990;
/** How long such a cue is shown if nothing follows. */
const MAX_OPEN_MS = 10_000;

/** The cues of an ASS file by ffmpeg, in order, without those that show nothing. */
export const readAss = (ass: string, isAss: boolean): Cue[] => {
  const events = ass.split(/\r?\n/).flatMap((line): Cue[] => {
    const [, start, end, event] = EVENT.exec(line) ?? [];
    const [startMs, endMs] = [milliseconds(start), milliseconds(end)];
    if (startMs === undefined || endMs === undefined || startMs >= NO_END_MS) return [];
    const { text, top } = readAssText(event ?? '', isAss);
    return text === '' ? [] : [{ startMs, endMs, text, top }];
  });
  const sorted = events.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  return withEnds(sorted).filter((cue, index, cues) => !isRepeated(cue, cues[index - 1]));
};

/** Each part can be negative. */
const milliseconds = (time = ''): number | undefined => {
  const parts = TIME.exec(time)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [hours = 0, minutes = 0, seconds = 0, hundredths = 0] = parts;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10;
};

const withEnds = (cues: readonly Cue[]): Cue[] =>
  cues.map((cue, index) => {
    if (cue.endMs > cue.startMs && cue.endMs < NO_END_MS) return cue;
    const next = cues.slice(index + 1).find(({ startMs }) => startMs > cue.startMs);
    return { ...cue, endMs: Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, cue.startMs + MAX_OPEN_MS) };
  });

/** ASS shows outlines and shadows with copies of a text in several layers. */
const isRepeated = (cue: Cue, previous: Cue | undefined): boolean =>
  previous?.startMs === cue.startMs && previous.endMs === cue.endMs && previous.text === cue.text;
