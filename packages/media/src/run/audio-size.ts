/** Reads how much audio ffmpeg has written from the summary that it logs at its end: `video:0kB audio:180kB …`, or in KiB. */
export const createAudioSizeReader = () => {
  let size: number | undefined;
  return {
    bytes: (): number | undefined => size,
    add: (line: string): void => {
      const found = /\[info\] video:\d+\w+ audio:(\d+)(?:kB|KiB)/.exec(line);
      if (found) size = Number(found[1]) * 1024;
    },
  };
};
