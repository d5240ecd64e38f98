import { ActionIcon, type ActionIconProps, type ElementProps } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import type { Ref } from 'react';

type Props = ActionIconProps & ElementProps<'button', keyof ActionIconProps> & { ref?: Ref<HTMLButtonElement> };

/** CSS chooses the icon, because the server doesn't know the color scheme. */
export const ColorSchemeButton = (props: Props) => (
  <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Appearance" {...props}>
    <IconSun size={20} stroke={1.75} className="mantine-dark-hidden" aria-hidden />
    <IconMoon size={20} stroke={1.75} className="mantine-light-hidden" aria-hidden />
  </ActionIcon>
);
