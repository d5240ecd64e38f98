'use client';

import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';
import { actOnEach, type Failure } from './act-on-each';
import { BULK_ACTIONS, type BulkAction, type BulkActionName } from './bulk-actions';

const LISTED = 5;

/** What is to be done, and to which videos. */
export type Asked = { action: BulkActionName; videos: readonly VideoView[] };

type Props = { asked: Asked; isOpen: boolean; onClose: () => void; onDone: () => void };

/** Asks before something is done to videos, and tells for which of them it failed. */
export const BulkActionDialog = ({ asked, isOpen, onClose, onDone }: Props) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    title={BULK_ACTIONS[asked.action].question(concerned(asked))}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <Question action={BULK_ACTIONS[asked.action]} asked={asked} onClose={onClose} onDone={onDone} />
  </Modal>
);

const concerned = ({ action, videos }: Asked): VideoView[] => videos.filter(BULK_ACTIONS[action].concerns);

type QuestionProps = { action: BulkAction; asked: Asked; onClose: () => void; onDone: () => void };

const Question = ({ action, asked, onClose, onDone }: QuestionProps) => {
  const queryClient = useQueryClient();
  const live = useLiveCache();
  const videos = concerned(asked);
  const run = useMutation({
    mutationFn: () => actOnEach(videos, (video) => action.act({ queryClient, live }, video)),
    onSuccess: (failures) => {
      void queryClient.invalidateQueries({ queryKey: live.keys.lists });
      if (failures.length === 0) onDone();
    },
  });
  if (run.data && run.data.length > 0)
    return <Outcome action={action} count={videos.length} failures={run.data} onClose={onDone} />;
  return (
    <Stack>
      <Titles videos={videos} />
      <Text size="sm">{action.warning}</Text>
      {action.skipped(asked.videos).map((sentence) => (
        <Text key={sentence} size="sm" c="dimmed">
          {sentence}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {action.refusal(videos.length)}
        </Button>
        <Button color={action.color} loading={run.isPending} onClick={() => run.mutate()}>
          {action.verb}
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

type OutcomeProps = { action: BulkAction; count: number; failures: Failure<VideoView>[]; onClose: () => void };

const Outcome = ({ action, count, failures, onClose }: OutcomeProps) => (
  <Stack>
    <Alert color="red" title={`${count - failures.length} of ${count} ${action.past}`}>
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
