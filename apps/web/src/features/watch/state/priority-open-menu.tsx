'use client';

import { Menu, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useOpenMenu } from '@/features/menu/use-open-menu';
import { useOrganization } from '@/features/organization/organization-context';
import { PriorityButton } from './priority-button';
import { type PriorityChoice, priorityChoices } from './priority-choices';

export type PriorityMenuProps = {
  priority: VideoView['priority'];
  isSaving: boolean;
  onChoose: (priority: VideoView['priority']) => void;
};

export const PriorityOpenMenu = ({ priority, isSaving, onChoose }: PriorityMenuProps) => {
  const { menu, target } = useOpenMenu();
  const { highestPriority } = useOrganization().current;
  const choices = priorityChoices(highestPriority);
  const choose = (value: string) => {
    const choice = choices.find((one) => one.priority === value);
    if (choice && !choice.refusal) onChoose(choice.priority);
  };
  return (
    <Menu {...menu} position="bottom-end" width={220}>
      <Menu.Target>
        <PriorityButton ref={target} priority={priority} isSaving={isSaving} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={priority} onChange={choose}>
          {choices.map((choice) => (
            <Choice key={choice.priority} choice={choice} />
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};

/** A refused choice takes the focus, so that everybody can read the reason. */
const Choice = ({ choice: { priority, title, refusal } }: { choice: PriorityChoice }) => (
  <Menu.RadioItem
    value={priority}
    closeMenuOnClick={refusal === undefined}
    aria-disabled={refusal !== undefined || undefined}
  >
    <Text size="sm" {...(refusal !== undefined && { c: 'dimmed' })}>
      {title}
    </Text>
    {refusal !== undefined && (
      <Text size="xs" c="dimmed">
        {refusal}
      </Text>
    )}
  </Menu.RadioItem>
);
