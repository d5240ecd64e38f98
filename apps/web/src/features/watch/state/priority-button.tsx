import { Button, type ButtonProps, type ElementProps, Loader } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconChevronDown } from '@tabler/icons-react';
import type { Ref } from 'react';
import { priorityTitle } from './priority-choices';

type Props = { priority: VideoView['priority']; isSaving?: boolean; ref?: Ref<HTMLButtonElement> } & ButtonProps &
  ElementProps<'button', keyof ButtonProps>;

export const PriorityButton = ({ priority, isSaving = false, ...props }: Props) => (
  <Button
    variant="default"
    size="compact-sm"
    // Not `loading`, which disables the button, so it would lose the focus.
    rightSection={isSaving ? <Loader size={14} /> : <IconChevronDown size={14} aria-hidden />}
    aria-busy={isSaving || undefined}
    aria-label={`Priority: ${priorityTitle(priority)}`}
    {...props}
  >
    {priorityTitle(priority)}
  </Button>
);
