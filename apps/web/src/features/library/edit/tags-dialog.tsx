'use client';

import { MultiSelect } from '@mantine/core';
import { countOf } from '@media/core/display';
import { tagKey } from '@media/core/tags';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { TagsField } from '@/features/tags/tags-field';
import { EditDialog, type EditDialogProps, EditForm } from './edit-dialog';
import type { Edit } from './edited';

/** Adds tags to videos and removes others. */
export const TagsDialog = ({ isOpen, ...content }: EditDialogProps) => (
  <EditDialog title={`Tags of ${countOf(content.videos.length, 'video')}`} isOpen={isOpen} onClose={content.onClose}>
    <Form {...content} />
  </EditDialog>
);

const Form = (content: Omit<EditDialogProps, 'isOpen'>) => {
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const present = tagsOf(content.videos);
  const edits: Edit[] = [];
  if (added.length > 0) edits.push({ action: 'addTags', tags: [...added] });
  if (removed.length > 0) edits.push({ action: 'removeTags', tags: [...removed] });
  return (
    <EditForm {...content} edits={edits} verb="Save">
      <TagsField label="Add tags" tags={added} onChange={setAdded} />
      {present.length > 0 && (
        <MultiSelect
          label="Remove tags"
          placeholder={removed.length === 0 ? 'None' : ''}
          value={[...removed]}
          onChange={setRemoved}
          data={present.map(({ name, count }) => ({
            value: name,
            label: count === content.videos.length ? name : `${name} (${count} of ${content.videos.length})`,
          }))}
          openOnFocus={false}
          hidePickedOptions
          maxDropdownHeight={200}
        />
      )}
    </EditForm>
  );
};

/** Each tag of the videos, with how many of them have it. */
const tagsOf = (videos: readonly VideoView[]): { name: string; count: number }[] => {
  const found = new Map<string, { name: string; count: number }>();
  for (const name of videos.flatMap(({ tags }) => tags)) {
    const tag = found.get(tagKey(name)) ?? { name, count: 0 };
    found.set(tagKey(name), { ...tag, count: tag.count + 1 });
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
};
