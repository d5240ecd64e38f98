'use client';

import { Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { Jobs } from '../jobs';
import { Result } from '../result/result';
import type { useJobs } from '../use-jobs';
import { Warnings } from '../warnings';

type Props = { video: VideoView; jobs: ReturnType<typeof useJobs> };

/** How the outputs came about: what was noticed about the file, what was made of it, and every run. */
export const ProcessingPanel = ({ video, jobs }: Props) => (
  <Stack gap="lg">
    <Warnings warnings={video.warnings} />
    <Result video={video} />
    <Jobs video={video} query={jobs} />
  </Stack>
);
