import type { FailureReason } from '@media/core';

/** What ffmpeg's log says about the file, the most specific first. */
const LOGGED: readonly [RegExp, (match: RegExpExecArray) => FailureReason][] = [
  [
    /Decoder \(codec (?<codec>\w+)\) not found|no decoder found for: (?<other>\w+)/i,
    ({ groups }) => ({ code: 'CODEC_UNSUPPORTED', codec: groups?.codec ?? groups?.other ?? 'unknown' }),
  ],
  // ffprobe's prefix names the demuxer that it would use.
  [
    /\[(?<format>\w+)[\w,]* @ 0x[\da-f]+\] (?:\[\w+\] )?Format not on whitelist/,
    ({ groups }) => ({ code: 'FORMAT_UNSUPPORTED', format: groups?.format ?? 'unknown' }),
  ],
  [/moov atom not found/, () => ({ code: 'INDEX_MISSING' })],
];

/** What exactly is wrong with the file, if the log of the failed process says so. Pure. */
export const loggedReason = (log: string): FailureReason | undefined => {
  for (const [pattern, toReason] of LOGGED) {
    const match = pattern.exec(log);
    if (match) return toReason(match);
  }
  return undefined;
};
