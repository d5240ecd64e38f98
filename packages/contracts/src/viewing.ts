import { z } from 'zod';
import { EXAMPLE_VIEWING } from './examples.js';
import { ChapterView } from './video-media.js';

const urlOrNull = (what: string, example: string) =>
  z
    .string()
    .nullable()
    .describe(`${what}. \`null\` until the video is ready to play.`)
    .meta({ examples: [example] });

const numberOrNull = (what: string, example: number) =>
  z
    .int()
    .nullable()
    .describe(`${what}. \`null\` if it is not known yet.`)
    .meta({ examples: [example] });

export const ViewingView = z
  .object({
    title: z.string().describe('Title of the video.'),
    description: z.string().describe('Text about the video. Empty if there is none.'),
    durationMs: numberOrNull('Duration, in milliseconds', EXAMPLE_VIEWING.durationMs),
    width: numberOrNull('Width as displayed, in pixels, also `null` for audio', EXAMPLE_VIEWING.width),
    height: numberOrNull('Height as displayed, in pixels, also `null` for audio', EXAMPLE_VIEWING.height),
    poster: z
      .string()
      .nullable()
      .describe('URL of an image to show before playback. `null` if there is none yet.')
      .meta({ examples: [EXAMPLE_VIEWING.poster] }),
    hlsUrl: urlOrNull('URL of the HLS playlist, including a token', EXAMPLE_VIEWING.hlsUrl),
    dashUrl: urlOrNull('URL of the DASH manifest, including a token', EXAMPLE_VIEWING.dashUrl),
    downloadUrl: z
      .string()
      .optional()
      .describe('URL that downloads the video. Absent if downloads are not allowed, or until there is a file.')
      .meta({ examples: [EXAMPLE_VIEWING.downloadUrl] }),
    chapters: z.array(ChapterView).describe('Chapters of the video, in order.'),
    isPublic: z
      .boolean()
      .describe(
        'Whether the video is public, so that search engines can list its page. False for unlisted videos and share links.',
      ),
    refreshUrl: z
      .string()
      .describe(
        'URL that returns this object again, with new URLs. Players should request it at least once a minute: it responds with an error as soon as access has ended. While the video is being prepared, it tells when it is ready.',
      )
      .meta({ examples: [EXAMPLE_VIEWING.refreshUrl] }),
    beaconUrl: z
      .string()
      .optional()
      .describe(
        'URL at which players report what was watched, for the statistics of the video. Absent if views are not counted.',
      )
      .meta({ examples: [EXAMPLE_VIEWING.beaconUrl] }),
  })
  .meta({
    id: 'Viewing',
    description: 'What people without an account need to watch a video.',
    examples: [EXAMPLE_VIEWING],
  });
export type ViewingView = z.infer<typeof ViewingView>;
