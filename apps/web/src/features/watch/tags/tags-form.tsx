'use client';

import { Button, Group, Stack } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { type FormEvent, useState } from 'react';
import { fieldErrors } from '@/features/account/field-errors';
import { TagsField } from '@/features/tags/tags-field';
import { useRefreshTags } from '@/features/tags/use-tags';
import { useUpdateVideo } from '../actions/use-update-video';

type Props = { video: VideoView; onDone: () => void };

export const TagsForm = ({ video, onDone }: Props) => {
  const [tags, setTags] = useState<string[]>(video.tags);
  const save = useUpdateVideo(video.id);
  const refreshTags = useRefreshTags();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      refreshTags();
      onDone();
    };
    if (tags.join() === video.tags.join()) onDone();
    else save.mutate({ tags }, { onSuccess });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <TagsField
          label="Tags"
          description="Only members see them."
          tags={tags}
          onChange={setTags}
          readOnly={save.isPending}
          error={fieldErrors(save.error).tags ?? save.error?.message}
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
