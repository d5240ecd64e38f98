'use client';

import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';
import { actOnEach, type Failure } from './act-on-each';
import { DEEDS, type Deed, type DeedName } from './deeds';

const LISTED = 5;

/** What is to be done, and to which videos. */
export type Asked = { deed: DeedName; videos: readonly VideoView[] };

type Props = { asked: Asked; isOpen: boolean; onClose: () => void; onDone: () => void };

/** Asks before something is done to videos, and tells for which of them it failed. */
export const DeedDialog = ({ asked, isOpen, onClose, onDone }: Props) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    title={DEEDS[asked.deed].question(concerned(asked))}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <Question deed={DEEDS[asked.deed]} asked={asked} onClose={onClose} onDone={onDone} />
  </Modal>
);

const concerned = ({ deed, videos }: Asked): VideoView[] => videos.filter(DEEDS[deed].concerns);

type QuestionProps = { deed: Deed; asked: Asked; onClose: () => void; onDone: () => void };

const Question = ({ deed, asked, onClose, onDone }: QuestionProps) => {
  const queryClient = useQueryClient();
  const live = useLiveCache();
  const videos = concerned(asked);
  const run = useMutation({
    mutationFn: () => actOnEach(videos, (video) => deed.act({ queryClient, live }, video)),
    onSuccess: (failures) => {
      void queryClient.invalidateQueries({ queryKey: live.keys.lists });
      if (failures.length === 0) onDone();
    },
  });
  if (run.data && run.data.length > 0)
    return <Outcome deed={deed} count={videos.length} failures={run.data} onClose={onDone} />;
  return (
    <Stack>
      <Titles videos={videos} />
      <Text size="sm">{deed.warning}</Text>
      {deed.skipped(asked.videos).map((sentence) => (
        <Text key={sentence} size="sm" c="dimmed">
          {sentence}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {deed.refusal(videos.length)}
        </Button>
        <Button color={deed.color} loading={run.isPending} onClick={() => run.mutate()}>
          {deed.verb}
        </Button>
      </Group>
    </Stack>
  );
};

const Titles = ({ videos }: { videos: readonly VideoView[] }) => (
  <List size="sm" withPadding>
    {videos.slice(0, LISTED).map(({ id, title }) => (
      <List.Item key={id} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </List.Item>
    ))}
    {videos.length > LISTED && <List.Item c="dimmed">and {videos.length - LISTED} more</List.Item>}
  </List>
);

type OutcomeProps = { deed: Deed; count: number; failures: Failure<VideoView>[]; onClose: () => void };

const Outcome = ({ deed, count, failures, onClose }: OutcomeProps) => (
  <Stack>
    <Alert color="red" title={`${count - failures.length} of ${count} ${deed.past}`}>
      <List size="sm">
        {failures.map(({ item, message }) => (
          <List.Item key={item.id} style={{ overflowWrap: 'anywhere' }}>
            <strong>{item.title}</strong>: {message}
          </List.Item>
        ))}
      </List>
    </Alert>
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose} data-autofocus>
        Close
      </Button>
    </Group>
  </Stack>
);
