'use client';

import { Skeleton, Tabs } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { Details } from '../details';
import { Savings } from '../result/savings';
import type { useJobs } from '../use-jobs';
import { openVideoTab } from './use-video-tab';
import { VIDEO_TABS, type VideoTab } from './video-tab';
import styles from './video-tabs.module.css';

const loading = () => <Skeleton height={320} radius="lg" />;
// Loads when it is opened.
const ProcessingPanel = dynamic(() => import('./processing-panel').then((module) => module.ProcessingPanel), {
  loading,
});
const StatisticsPanel = dynamic(
  () => import('@/features/statistics/statistics-panel').then((module) => module.StatisticsPanel),
  { loading },
);
const DevelopersPanel = dynamic(
  () => import('../developers/developers-panel').then((module) => module.DevelopersPanel),
  { loading },
);

type Props = { video: VideoView; jobs: ReturnType<typeof useJobs>; tab: VideoTab };

/** Everything about the video that few readers need, below the player. */
export const VideoTabs = ({ video, jobs, tab }: Props) => {
  const panels: Record<VideoTab, () => ReactNode> = {
    details: () => (
      <div className={styles.details}>
        <Details video={video} />
        <Savings video={video} />
      </div>
    ),
    statistics: () => <StatisticsPanel video={video} />,
    processing: () => <ProcessingPanel video={video} jobs={jobs} />,
    developers: () => <DevelopersPanel video={video} />,
  };
  return (
    <Tabs value={tab} onChange={(name) => openVideoTab(name as VideoTab)} keepMounted={false}>
      <Tabs.List className={styles.list} aria-label="About this video">
        {Object.entries(VIDEO_TABS).map(([name, title]) => (
          <Tabs.Tab key={name} value={name} className={styles.tab}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>{panels[tab]()}</Tabs.Panel>
    </Tabs>
  );
};
