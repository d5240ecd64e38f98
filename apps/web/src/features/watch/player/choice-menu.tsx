import { Menu, UnstyledButton } from '@mantine/core';
import styles from './player.module.css';
import type { Choice } from './stream-control';

type Props = {
  /** What is chosen: `Quality`. */
  name: string;
  /** What the button shows of the choice. */
  shown: string;
  choices: readonly Choice[];
  value: string | undefined;
  onPick: (id: string) => void;
  /** Nothing outside of a full screen is seen. */
  isFullScreen: boolean;
};

/** A button that shows what is chosen, and a menu to choose from. Nothing where there is no choice. */
export const ChoiceMenu = ({ name, shown, choices, value, onPick, isFullScreen }: Props) => {
  if (choices.length < 2) return null;
  return (
    // The placeholder would be a child that no menu may have (WAI-ARIA 1.2, required owned elements).
    <Menu position="top-end" offset={12} withinPortal={!isFullScreen} returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={styles.chip} aria-label={`${name}: ${shown}`}>
          {shown}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{name}</Menu.Label>
        <Menu.RadioGroup value={value ?? null} onChange={onPick}>
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
