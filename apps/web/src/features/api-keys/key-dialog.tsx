import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

export type KeyDialogContent = { onShown: () => void; onClose: () => void };

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** The content calls `onShown` when it shows a new key. */
  children: (content: KeyDialogContent) => ReactNode;
};

/** A dialog that shows a new key at its end. From then on, only its buttons close it, because the key can't be shown again. */
export const KeyDialog = ({ title, isOpen, onClose, children }: Props) => {
  const [isShown, setShown] = useState(false);
  const close = () => {
    setShown(false);
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title} closeOnClickOutside={false} closeOnEscape={!isShown}>
      {children({ onShown: () => setShown(true), onClose: close })}
    </Modal>
  );
};
