import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './player.module.css';
import type { Choice } from './stream-control';

type Props = {
  /** `Quality`. */
  name: string;
  /** The label of the selection. */
  shown: string;
  /** What the button shows; the selection if undefined. */
  button?: ReactNode;
  choices: readonly Choice[];
  value: string | undefined;
  onSelect: (id: string) => void;
  /** Portals are invisible outside the full-screen element. */
  isFullScreen: boolean;
};

/** A button that shows the selection, with a menu. Renders nothing for fewer than two choices. */
export const ChoiceMenu = ({ name, shown, button = shown, choices, value, onSelect, isFullScreen }: Props) => {
  if (choices.length < 2) return null;
  return (
    // The focus placeholder isn't an allowed child of a menu (WAI-ARIA 1.2, required owned elements).
    <Menu position="top-end" offset={12} withinPortal={!isFullScreen} returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={styles.chip} aria-label={`${name}: ${shown}`}>
          {button}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{name}</Menu.Label>
        <Menu.RadioGroup value={value ?? null} onChange={onSelect}>
          {choices.map(({ id, label }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
