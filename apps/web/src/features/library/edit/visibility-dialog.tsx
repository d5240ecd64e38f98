'use client';

import { Radio, Stack, Text } from '@mantine/core';
import { countOf } from '@media/core/display';
import { useState } from 'react';
import { ChoiceCard } from '@/controls/choice-card';
import { useOrganization } from '@/features/organization/organization-context';
import { type Visibility, visibilityChoices } from '@/features/watch/share/visibility-texts';
import { audienceText } from './audience-text';
import { EditDialog, type EditDialogProps, EditForm } from './edit-dialog';

/** Sets who can watch videos. */
export const VisibilityDialog = ({ isOpen, ...content }: EditDialogProps) => (
  <EditDialog
    title={`Who can watch ${countOf(content.videos.length, 'video')}`}
    isOpen={isOpen}
    onClose={content.onClose}
  >
    <Form {...content} />
  </EditDialog>
);

const Form = (content: Omit<EditDialogProps, 'isOpen'>) => {
  const { current } = useOrganization();
  const [chosen, setChosen] = useState<Visibility>();
  return (
    <EditForm {...content} edits={chosen ? [{ action: 'setVisibility', visibility: chosen }] : []} verb="Save">
      <Radio.Group
        aria-label="Who can watch"
        value={chosen ?? null}
        onChange={(value) => setChosen(value as Visibility)}
      >
        <Stack gap="xs">
          {visibilityChoices(current.name).map(({ value, title, text }) => (
            <ChoiceCard key={value} value={value} title={title} text={text} />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm" role="status">
        {chosen && audienceText(content.videos, chosen, current.name)}
      </Text>
    </EditForm>
  );
};
