'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import type { Failure } from '../library/select/act-on-each';
import { Outcome, Titles } from '../library/select/bulk-action-dialog';

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
  const command = useMutation({
    mutationFn: () => run(videos),
    onSuccess: (failures) => {
      if (failures.length === 0) onDone();
    },
  });
  if (command.data && command.data.length > 0)
    return <Outcome past={past} count={videos.length} failures={command.data} onClose={onRead} />;
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
        <Button color="red" loading={command.isPending || command.isSuccess} onClick={() => command.mutate()}>
          {verb}
        </Button>
      </Group>
    </Stack>
  );
};
