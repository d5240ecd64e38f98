'use client';

import { Alert, Radio, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { ChoiceCard } from '@/controls/choice-card';
import { useOrganization } from '@/features/organization/organization-context';
import { useUpdateVideo } from '../actions/use-update-video';
import { privateNote, type Visibility, visibilityChoices } from './visibility-texts';

/** Who can watch the video. A choice applies at once. */
export const VisibilityChoice = ({ video }: { video: VideoView }) => {
  const { current } = useOrganization();
  const [wasHidden, setWasHidden] = useState(false);
  const change = useUpdateVideo(video.id);
  const choose = (visibility: Visibility) =>
    change.mutate({ visibility }, { onSuccess: () => setWasHidden(visibility === 'private') });
  const chosen = change.isPending ? change.variables.visibility : video.visibility;
  return (
    <Stack gap="xs">
      <Radio.Group label="Who can watch" value={chosen ?? null} onChange={(value) => choose(value as Visibility)}>
        <Stack gap="xs" mt={6}>
          {visibilityChoices(current.name).map(({ value, title, text }) => (
            <ChoiceCard key={value} value={value} title={title} text={text} />
          ))}
        </Stack>
      </Radio.Group>
      {change.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {change.error.message}
        </Text>
      )}
      {wasHidden && video.visibility === 'private' && (
        <Alert color="gray" role="status" title="This video is private now">
          {privateNote(video.source.durationMs)}
        </Alert>
      )}
    </Stack>
  );
};
