import { Kbd, Modal, Stack, Switch } from '@mantine/core';
import styles from './player.module.css';
import { SHORTCUTS } from './shortcuts';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  onWholePage: boolean;
  onWholePageChange: (isOn: boolean) => void;
  isFullScreen: boolean;
};

/** The keys that work the player. */
export const ShortcutsHelp = ({ isOpen, onClose, onWholePage, onWholePageChange, isFullScreen }: Props) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    title="Keyboard shortcuts"
    closeButtonProps={{ 'aria-label': 'Close' }}
    withinPortal={!isFullScreen}
  >
    <Stack>
      <dl className={styles.shortcuts}>
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {/* WCAG 2.1, 2.1.4: who dictates or slips must be able to turn single keys off. */}
      <Switch
        label="Also when nothing has the focus"
        description="Otherwise the shortcuts work once the player has the focus."
        checked={onWholePage}
        onChange={(event) => onWholePageChange(event.currentTarget.checked)}
      />
    </Stack>
  </Modal>
);
