'use client';

import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import type { OrganizationStatisticsView, OrganizationView } from '@media/sdk';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { OpenedOrganization } from '@/features/organization/page/opened-organization';
import { Section } from '@/features/watch/section';
import { organizationPage } from '@/urls/organization-urls';
import { videoPage } from '@/urls/video-urls';
import { formatWatched } from './format-watched';
import { Loading } from './loading';
import { Overview } from './overview';
import { DEFAULT_DAYS } from './period';
import styles from './statistics.module.css';
import { useOrganizationStatistics } from './use-statistics';

/** How the videos of an organization were watched by people without an account. */
export const OrganizationStatistics = ({ id }: { id: string }) => (
  <OpenedOrganization id={id}>{(organization) => <Statistics organization={organization} />}</OpenedOrganization>
);

const Statistics = ({ organization: { id, name } }: { organization: OrganizationView }) => {
  const [days, setDays] = useState<number>(DEFAULT_DAYS);
  const { data, error, refetch } = useOrganizationStatistics(id, days);
  useEffect(() => {
    document.title = `Statistics of ${name} · Media Processor`;
  }, [name]);
  return (
    <Stack gap="lg" maw={960} mx="auto">
      <div>
        <Anchor component={Link} href={organizationPage(id)} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Anchor>
        <Title order={1}>Viewer statistics</Title>
        <Text c="dimmed" mt={4}>
          How people without an account watch the videos of this organization.
        </Text>
      </div>
      <Section title="Views">
        {data ? (
          <Overview statistics={data} days={days} onDays={setDays} />
        ) : (
          <Loading error={error} onRetry={() => void refetch()} />
        )}
      </Section>
      {data && data.topVideos.length > 0 && (
        <Section title="Most played videos">
          <TopVideos videos={data.topVideos} />
        </Section>
      )}
    </Stack>
  );
};

const TopVideos = ({ videos }: { videos: OrganizationStatisticsView['topVideos'] }) => (
  <Table.ScrollContainer minWidth={420}>
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Video</Table.Th>
          {['Plays', 'Sessions', 'Watched'].map((column) => (
            <Table.Th key={column} scope="col" className={styles.number}>
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {videos.map(({ id, title, plays, sessions, watchedSeconds }) => (
          <Table.Tr key={id}>
            <Table.Td className={styles.title}>
              <Anchor component={Link} href={`${videoPage(id)}?tab=statistics`}>
                {title}
              </Anchor>
            </Table.Td>
            <Table.Td className={styles.number}>{plays.toLocaleString()}</Table.Td>
            <Table.Td className={styles.number}>{sessions.toLocaleString()}</Table.Td>
            <Table.Td className={styles.number}>{formatWatched(watchedSeconds)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
