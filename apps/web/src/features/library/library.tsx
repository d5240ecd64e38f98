'use client';

import { Alert, Button, Center, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { UploadPanel } from '@/features/upload/upload-panel';
import { useLibrary } from './use-library';
import { VideoCard } from './video-card';

export const Library = () => (
  <Stack gap="xl">
    <UploadPanel />
    <Stack component="section" aria-label="Videos">
      <Title order={1} size="h2">
        Videos
      </Title>
      <Videos />
    </Stack>
  </Stack>
);

const Videos = () => {
  const { videos, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLibrary();
  if (isPending) return <Placeholders />;
  if (error && videos.length === 0) return <LoadFailed message={error.message} onRetry={() => void refetch()} />;
  if (videos.length === 0)
    return <Text c="dimmed">Nothing here yet. The first upload appears as soon as it has arrived.</Text>;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {videos.map((video) => (
          <VideoCard key={video.id} video={video} />
        ))}
      </SimpleGrid>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Center>
      )}
    </>
  );
};

const Placeholders = () => (
  <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} aria-busy>
    {['first', 'second', 'third', 'fourth'].map((name) => (
      <Skeleton key={name} style={{ aspectRatio: '4 / 3' }} />
    ))}
  </SimpleGrid>
);

const LoadFailed = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Alert color="red" title="The videos could not be loaded">
    <Stack align="flex-start" gap="sm">
      {message}
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  </Alert>
);
