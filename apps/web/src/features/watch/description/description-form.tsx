'use client';

import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { type FormEvent, useState } from 'react';
import { fieldErrors } from '@/features/account/field-errors';
import { useUpdateVideo } from '../actions/use-update-video';

/** The API's limit, in UTF-16 code units. */
const MAX_LENGTH = 5_000;

type Props = { video: VideoView; onDone: () => void };

export const DescriptionForm = ({ video, onDone }: Props) => {
  const [text, setText] = useState(video.description);
  const save = useUpdateVideo(video.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const description = text.trim();
    if (description === video.description) onDone();
    else save.mutate({ description }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Textarea
          label="Description"
          description="Shown to everybody who can watch the video."
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          maxLength={MAX_LENGTH}
          readOnly={save.isPending}
          error={fieldErrors(save.error).description ?? save.error?.message}
          errorProps={{ role: 'alert' }}
          autosize
          minRows={4}
          maxRows={16}
          autoFocus
        />
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
