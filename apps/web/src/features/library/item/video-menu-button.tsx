import { ActionIcon, type ActionIconProps, type ElementProps } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import type { Ref } from 'react';

type Props = { title: string; ref?: Ref<HTMLButtonElement> } & ActionIconProps &
  ElementProps<'button', keyof ActionIconProps | 'title'>;

export const VideoMenuButton = ({ title, ...props }: Props) => (
  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${title}`} {...props}>
    <IconDotsVertical size={18} aria-hidden />
  </ActionIcon>
);
