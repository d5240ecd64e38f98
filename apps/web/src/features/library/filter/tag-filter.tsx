import { Group, MultiSelect, type MultiSelectProps, Text } from '@mantine/core';
import { countOf } from '@media/core/display';
import { tagKey } from '@media/core/tags';
import { useState } from 'react';
import { useTags } from '@/features/tags/use-tags';

type Props = { tags: readonly string[]; onChange: (tags: string[]) => void };

/** Tags that videos must have, all of them. */
export const TagFilter = ({ tags, onChange }: Props) => {
  const { data: known = [], isPending, error } = useTags();
  const [search, setSearch] = useState('');
  const keys = new Set(tags.map(tagKey));
  const others = known.filter(({ name }) => !keys.has(tagKey(name)));
  const isUnknown = !isPending && !others.some(({ name }) => tagKey(name).includes(tagKey(search.trim())));
  return (
    <MultiSelect
      label="Tags"
      placeholder={tags.length === 0 ? 'Any' : ''}
      value={[...tags]}
      onChange={onChange}
      // A URL can name a tag that no video has, or in another case.
      data={[...tags, ...others.map(({ name }) => name)]}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      openOnFocus={false}
      hidePickedOptions
      maxDropdownHeight={220}
      limit={100}
      // Without options, there is no dropdown: axe doesn't allow an empty list.
      error={error?.message ?? (search.trim() !== '' && isUnknown && 'No other tag contains this')}
      renderOption={optionWith(new Map(known.map(({ name, videoCount }) => [name, countOf(videoCount, 'video')])))}
      // Inside a popover, a click on an option outside of it would close it.
      comboboxProps={{ withinPortal: false }}
    />
  );
};

const optionWith =
  (counts: ReadonlyMap<string, string>): NonNullable<MultiSelectProps['renderOption']> =>
  ({ option }) => (
    <Group justify="space-between" wrap="nowrap" w="100%" gap="xs">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {option.label}
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {counts.get(option.value)}
      </Text>
    </Group>
  );
