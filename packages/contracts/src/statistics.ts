import { HEAT_BUCKETS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_STATISTICS, EXAMPLE_TOP_VIDEO } from './examples.js';
import { VideoId } from './ids.js';
import { openEnum } from './open-enum.js';
import { bounded } from './text.js';

const MINUTE_MS = 60_000;

export const BeaconRequest = z
  .strictObject({
    play: z.boolean().default(false).describe('Whether the video was started, once for each time a page is opened.'),
    watchedMs: z
      .int()
      .min(0)
      .max(10 * MINUTE_MS)
      .default(0)
      .describe(
        'How much of the video was played since the last report, in milliseconds of the video. More than twice the time that has passed is not counted.',
      ),
    buckets: z
      .array(
        z
          .int()
          .min(0)
          .max(HEAT_BUCKETS - 1),
      )
      .max(200)
      .default([])
      .describe(
        `The parts of the video that playback has entered since the last report, each as often as it was entered. The video has ${HEAT_BUCKETS} parts of equal length, counted from 0.`,
      ),
  })
  .meta({
    id: 'BeaconRequest',
    description: 'What was watched since the last report.',
    examples: [{ play: true }, { watchedMs: 15_000, buckets: [0, 1, 2] }],
  });
export type BeaconRequest = z.infer<typeof BeaconRequest>;

/** PostgreSQL has no year 0. */
const dayParameter = (description: string, example: string) =>
  bounded(10)
    .check(z.iso.date())
    .refine((day) => !day.startsWith('0000'), 'Must be in the year 1 or later')
    .optional()
    .meta({ format: 'date', description, examples: [example] });

/** The longest period that one request can ask for. */
export const MOST_DAYS = 366;

export const StatisticsQuery = z.object({
  from: dayParameter(`First day (UTC). By default, 27 days before \`to\`.`, EXAMPLE_STATISTICS.from),
  to: dayParameter(`Last day (UTC), at most ${MOST_DAYS - 1} days later. By default, today.`, EXAMPLE_STATISTICS.to),
});
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

const day = (description: string) => z.iso.date().meta({ description, examples: [EXAMPLE_STATISTICS.from] });

const counts = {
  plays: z.int().describe('How often videos were started.'),
  sessions: z
    .int()
    .describe(
      'Browsers that watched, each once a day and video. Nobody is recognized on another day, so longer periods have the sum of their days.',
    ),
  watchedSeconds: z.number().describe('How much was watched, in seconds of video.'),
};

const ViewTotals = z
  .object(counts)
  .meta({ id: 'ViewTotals', description: 'Sums of views.', examples: [EXAMPLE_STATISTICS.totals] });

const DayViews = z
  .object({ date: day('The day (UTC).'), ...counts })
  .meta({ id: 'DayViews', description: 'Views of one day.', examples: EXAMPLE_STATISTICS.days });
export type DayViews = z.infer<typeof DayViews>;

const StatisticsSwitch = openEnum(['server', 'organization'], {
  id: 'StatisticsSwitch',
  description: 'Who has switched counting off.',
  meanings: {
    server: 'the operator of the server, with `VIEWER_STATISTICS`',
    organization: 'an owner of the organization, with `viewerStatistics`',
  },
});

const common = {
  from: day('First day of the period (UTC).'),
  to: day('Last day of the period (UTC).'),
  disabledBy: StatisticsSwitch.nullable().describe('Why views are not counted now, or `null` if they are.'),
  totals: ViewTotals,
  days: z.array(DayViews).describe('Every day of the period, in order.'),
};

export const VideoStatisticsView = z
  .object({
    ...common,
    heatmap: z
      .array(z.int())
      .describe(`How often each part of the video was watched. The video has ${HEAT_BUCKETS} parts of equal length.`),
  })
  .meta({
    id: 'VideoStatistics',
    description: 'How a video was watched by people without an account.',
    examples: [EXAMPLE_STATISTICS],
  });
export type VideoStatisticsView = z.infer<typeof VideoStatisticsView>;

const TopVideo = z
  .object({ id: VideoId, title: z.string().describe('Title of the video.'), ...counts })
  .meta({ id: 'TopVideo', description: 'Views of one video.', examples: [EXAMPLE_TOP_VIDEO] });

const { heatmap: _, ...EXAMPLE_OF_ALL } = EXAMPLE_STATISTICS;

export const OrganizationStatisticsView = z
  .object({
    ...common,
    topVideos: z.array(TopVideo).describe('The videos with the most plays, at most 20, most plays first.'),
  })
  .meta({
    id: 'OrganizationStatistics',
    description: 'How the videos of an organization were watched by people without an account.',
    examples: [{ ...EXAMPLE_OF_ALL, topVideos: [EXAMPLE_TOP_VIDEO] }],
  });
export type OrganizationStatisticsView = z.infer<typeof OrganizationStatisticsView>;
