'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import type { Failure } from '../library/select/act-on-each';
import { Outcome, Titles } from '../library/select/bulk-action-dialog';
import { useRetries } from '../library/select/use-retries';

type Props = {
  videos: readonly VideoView[];
  texts: readonly string[];
  /** What the button says. */
  verb: string;
  /** After `2 of 3`. */
  past: string;
  run: (videos: readonly VideoView[]) => Promise<Failure<VideoView>[]>;
  /** All of it worked. */
  onDone: () => void;
  onCancel: () => void;
  /** The user has read what didn't work. */
  onRead: () => void;
};

/** The content of a dialog: what a command does to videos and, if it fails for some, why. */
export const Confirmation = ({ videos, texts, verb, past, run, onDone, onCancel, onRead }: Props) => {
  const command = useRetries(run, onDone);
  if (command.failures.length > 0) return <Outcome past={past} count={videos.length} run={command} onClose={onRead} />;
  return (
    <Stack>
      <Titles videos={videos} />
      {texts.map((text) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={command.isPending || command.isDone} onClick={() => command.start(videos)}>
          {verb}
        </Button>
      </Group>
    </Stack>
  );
};
