/** The MP4 of the best rendition. */
export const bestMp4Name = 'video.mp4';

/** The MP4 of another rendition. */
export const mp4NameOf = (rendition: string): string => `video-${rendition}.mp4`;

/** The rendition in an MP4's name; undefined for the best one. */
export const renditionInName = (name: string): string | undefined => /^video-(.+)\.mp4$/.exec(name)?.[1];
