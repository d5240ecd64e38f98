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
        {SHORTCUTS.map(({ keys, action }) => (
          <div key={action}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
      {/* WCAG 2.1, 2.1.4: users of speech input must be able to turn single-key shortcuts off. */}
      <Switch
        label="Use shortcuts anywhere on the page"
        description="When off, shortcuts work only while the player has focus."
        checked={onWholePage}
        onChange={(event) => onWholePageChange(event.currentTarget.checked)}
      />
    </Stack>
  </Modal>
);
