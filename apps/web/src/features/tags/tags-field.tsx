import { TagsInput, type TagsInputProps } from '@mantine/core';
import { MAX_TAG_LENGTH, MAX_TAGS, tagKey } from '@media/core/tags';
import { useState } from 'react';
import { useTags } from './use-tags';

type Props = Pick<TagsInputProps, 'label' | 'description' | 'error' | 'readOnly' | 'autoFocus'> & {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
};

/** Tags of videos: those of the organization are suggested, and any other one can be written. */
export const TagsField = ({ tags, onChange, ...field }: Props) => {
  const { data: known = [] } = useTags();
  const [search, setSearch] = useState('');
  return (
    <TagsInput
      {...field}
      placeholder={tags.length === 0 ? 'Type a tag and press Enter' : ''}
      value={[...tags]}
      onChange={onChange}
      // Suggestions follow what is typed: after that, they would cover the buttons below.
      data={search.trim() === '' ? [] : known.map(({ name }) => name)}
      searchValue={search}
      onSearchChange={setSearch}
      maxTags={MAX_TAGS}
      maxLength={MAX_TAG_LENGTH}
      isDuplicate={(name, current) => current.some((tag) => tagKey(tag) === tagKey(name))}
      limit={100}
      maxDropdownHeight={200}
    />
  );
};
