/** How ffmpeg 5.1 and 7.1 report a packet that couldn't be decoded. */
const FAILED =
  /(?:Error while decoding stream #0:(?<stream>\d+)|ist#0:(?<input>\d+)\/.*Error submitting packet to decoder): Invalid data/;

/** The stream of the first input that a line of ffmpeg's log reports as not decodable. Undefined for other lines. */
export const failedStream = (line: string): number | undefined => {
  const { stream, input } = FAILED.exec(line)?.groups ?? {};
  const index = stream ?? input;
  return index === undefined ? undefined : Number(index);
};
