'use client';

import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveCache } from '@/features/video/live-cache-of';
import { actOnEach } from './act-on-each';
import { BULK_ACTIONS, type BulkAction, type BulkActionName } from './bulk-actions';
import { useRetries } from './use-retries';

const MAX_LISTED = 5;

/** An action on videos that waits for confirmation. */
export type BulkRequest = { action: BulkActionName; videos: readonly VideoView[] };

/** The same, or what has a dialog of its own. */
export type LibraryRequest = BulkRequest | { action: 'trash' | 'tags' | 'visibility'; videos: readonly VideoView[] };

type Props = { request: BulkRequest; isOpen: boolean; onClose: () => void; onDone: () => void };

/** Confirms an action on videos, and lists those that it failed for. */
export const BulkActionDialog = ({ request, isOpen, onClose, onDone }: Props) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    title={BULK_ACTIONS[request.action].question(affectedVideos(request))}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <Confirmation action={BULK_ACTIONS[request.action]} request={request} onClose={onClose} onDone={onDone} />
  </Modal>
);

const affectedVideos = ({ action, videos }: BulkRequest): VideoView[] => videos.filter(BULK_ACTIONS[action].appliesTo);

type ConfirmationProps = { action: BulkAction; request: BulkRequest; onClose: () => void; onDone: () => void };

const Confirmation = ({ action, request, onClose, onDone }: ConfirmationProps) => {
  const queryClient = useQueryClient();
  const live = useLiveCache();
  const videos = affectedVideos(request);
  const act = async (some: readonly VideoView[]) => {
    const failures = await actOnEach(some, (video) => action.act({ queryClient, live }, video));
    void queryClient.invalidateQueries({ queryKey: live.keys.lists });
    return failures;
  };
  const run = useRetries(act, onDone);
  if (run.failures.length > 0) return <Outcome past={action.past} count={videos.length} run={run} onClose={onDone} />;
  return (
    <Stack>
      <Titles videos={videos} />
      <Text size="sm">{action.warning(videos)}</Text>
      {action.skipped(request.videos).map((sentence) => (
        <Text key={sentence} size="sm" c="dimmed">
          {sentence}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color={action.color} loading={run.isPending} onClick={() => run.start(videos)}>
          {action.verb}
        </Button>
      </Group>
    </Stack>
  );
};

export const Titles = ({ videos }: { videos: readonly VideoView[] }) => (
  <List size="sm" withPadding>
    {videos.slice(0, MAX_LISTED).map(({ id, title }) => (
      <List.Item key={id} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </List.Item>
    ))}
    {videos.length > MAX_LISTED && <List.Item c="dimmed">and {videos.length - MAX_LISTED} more</List.Item>}
  </List>
);

type OutcomeProps = {
  past: string;
  count: number;
  run: Pick<ReturnType<typeof useRetries>, 'failures' | 'isPending' | 'retry'>;
  onClose: () => void;
};

/** Which videos an action failed for, and why. They can be tried again. */
export const Outcome = ({ past, count, run: { failures, isPending, retry }, onClose }: OutcomeProps) => (
  <Stack>
    <Alert color="red" title={`${count - failures.length} of ${count} ${past}`}>
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
      <Button loading={isPending} onClick={retry}>
        Try again
      </Button>
    </Group>
  </Stack>
);
