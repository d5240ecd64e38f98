import { z } from 'zod';
import { EXAMPLE_VIDEO } from './examples.js';
import { percent, timestamp } from './fields.js';
import { OrganizationId, VideoId } from './ids.js';
import { pageOf } from './paging.js';
import { PosterView } from './posters.js';
import { PriorityName, QueuePlaceView } from './priority.js';
import { ChapterView, OutputView, RenditionView, TextTrackView, VideoSource } from './video-media.js';
import { VideoError, VideoWarning } from './video-problems.js';
import { VideoStatusName } from './video-status.js';
import { VisibilityName } from './visibility.js';

export const Generation = z
  .int()
  .positive()
  .meta({
    description:
      'How many times processing of the video has started. Discard data with a lower generation than the latest one you received.',
    examples: [1],
  });

export const VideoView = z
  .object({
    id: VideoId,
    organizationId: OrganizationId,
    title: z.string().describe('Title of the video.'),
    description: z.string().describe('Text about the video. Empty if there is none.'),
    visibility: VisibilityName,
    tags: z.array(z.string()).describe('Tags, in the order in which they were given.'),
    status: VideoStatusName,
    progress: percent('Processing progress'),
    playable: z
      .boolean()
      .describe('Whether the video is ready to play. Often becomes true long before processing completes.'),
    generation: Generation,
    recipe: z.string().describe('Name of the recipe.'),
    priority: PriorityName,
    queue: QueuePlaceView.optional().describe(
      'Where the video waits for a worker: while it is `queued`, and while it is `processing` but none of its tasks runs. Absent otherwise.',
    ),
    source: VideoSource,
    renditions: z
      .array(RenditionView)
      .describe('Renditions of the published result, or of the job in progress if nothing has been published yet.'),
    outputs: z
      .array(OutputView)
      .describe(
        'Outputs of the published result. Before anything is published: the poster and the preview, as soon as they exist.',
      ),
    poster: PosterView,
    textTracks: z
      .array(TextTrackView)
      .describe(
        'Text subtitles of the file. Before anything is published: those of the job in progress, as soon as they exist.',
      ),
    chapters: z
      .array(ChapterView)
      .describe('Chapters of the file, in order. They are known once the file has been probed.'),
    warnings: z
      .array(VideoWarning)
      .describe(
        'What was left out, repaired or guessed when the published result was made, or in the job in progress if nothing has been published yet.',
      ),
    error: VideoError.optional(),
    metadata: z.record(z.string(), z.string()).describe('Your own key-value data.'),
    createdAt: timestamp('When the video was created'),
    updatedAt: timestamp('When the video last changed'),
    completedAt: timestamp('When processing completed').optional(),
    trashedAt: timestamp('When the video was moved to the trash').optional(),
    deletesAt: timestamp('When a video in the trash will be deleted for good').optional(),
  })
  .meta({ id: 'Video', description: 'A video.', examples: [EXAMPLE_VIDEO] });
export type VideoView = z.infer<typeof VideoView>;

export const VideoPage = pageOf(VideoView).meta({
  id: 'VideoPage',
  description: 'A page of videos.',
  examples: [{ items: [EXAMPLE_VIDEO], nextCursor: null }],
});
