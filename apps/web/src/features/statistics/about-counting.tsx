import { Text } from '@mantine/core';
import type { VideoStatisticsView } from '@media/sdk';
import { Disclosure } from '@/features/watch/disclosure';

/** What the numbers mean, and what isn't known. */
export const AboutCounting = () => (
  <Disclosure summary="What is counted">
    <Text size="sm">
      People who watch without an account: by a share link, or because a video is unlisted or public. Members on a
      video's page in the library aren't counted. A <b>play</b> is a start of the video. A <b>session</b> is a browser,
      counted once a day and video; longer periods have the sum of their days. <b>Watched</b> is time of the video, so
      watching a part twice counts twice. Days are in UTC.
    </Text>
    <Text size="sm" mt="xs">
      Viewers aren't recognized: there are no cookies, and no addresses are stored. Browsers that ask not to be tracked
      aren't counted.
    </Text>
  </Disclosure>
);

const REASONS: Record<string, string> = {
  server: 'The operator of this server has switched viewer statistics off.',
  organization: 'An owner has switched viewer statistics off on the page of the organization.',
};

/** Why views aren't counted now. */
export const disabledText = (disabledBy: VideoStatisticsView['disabledBy']): string | undefined =>
  disabledBy === null ? undefined : `${REASONS[disabledBy] ?? 'Viewer statistics are off.'} No new views are counted.`;
