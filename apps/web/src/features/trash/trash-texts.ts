import type { VideoView } from '@media/sdk';
import { isUnfinished } from '../video/is-unfinished';

type Videos = readonly Pick<VideoView, 'status' | 'title'>[];

export const nameVideos = (count: number): string => (count === 1 ? 'this video' : `${count} videos`);
export const countVideos = (count: number): string => (count === 1 ? '1 video' : `${count} videos`);

/** `“Holiday” is` or `3 videos are`, to begin a sentence. */
export const videosAre = (videos: Videos): string =>
  videos.length === 1 ? `“${videos[0]?.title}” is` : `${videos.length} videos are`;

export const showDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** What moving videos to the trash means, in sentences. `keptDays`: 0 if there is no trash. */
export const trashTexts = (videos: Videos, keptDays: number): string[] => {
  if (keptDays === 0) return [`${deletionText(videos.length)} This server has no trash, so this can't be undone.`];
  const isOne = videos.length === 1;
  return [
    isOne
      ? "Nobody can watch it until it's restored: share links, embedded players and its public page stop working."
      : "Nobody can watch them until they're restored: share links, embedded players and public pages stop working.",
    ...(videos.some(isUnfinished) ? ['Processing stops. After restoring, choose “Process again”.'] : []),
    `${isOne ? 'It' : 'They'} still ${isOne ? 'counts' : 'count'} as stored, and ${isOne ? 'is' : 'are'} deleted for good after ${showDays(keptDays)} in the trash.`,
  ];
};

/** What deleting videos for good means. */
export const deletionText = (count: number): string =>
  count === 1
    ? 'This deletes the video, its source file, all outputs and its share links.'
    : 'This deletes the videos, their source files, all outputs and their share links.';
