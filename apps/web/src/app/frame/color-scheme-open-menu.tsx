'use client';

import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { useOpenMenu } from '@/features/menu/use-open-menu';
import { ColorSchemeButton } from './color-scheme-button';

const SCHEMES: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'Use system setting' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const isScheme = (value: string): value is MantineColorScheme => SCHEMES.some((scheme) => scheme.value === value);

export const ColorSchemeOpenMenu = () => {
  const { menu, target } = useOpenMenu();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu {...menu} position="bottom-end" width={200} withinPortal={false}>
      <Menu.Target>
        <ColorSchemeButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
