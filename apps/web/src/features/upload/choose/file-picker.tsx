'use client';

import '@mantine/dropzone/styles.css';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useMediaQuery } from '@mantine/hooks';
import { IconFiles, IconFolder } from '@tabler/icons-react';
import { useRef } from 'react';
import styles from './file-picker.module.css';
import { filesOfEvent } from './files-of-event';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Opens the dialog for folders. Every browser has it, under this name only, and React's types don't. */
    webkitdirectory?: string;
  }
}

type Props = {
  /** With less room, because there are files below it. */
  isCompact: boolean;
  onFiles: (files: File[]) => void;
};

/** Takes files and folders that are dropped here, or chosen in the dialogs of the system. */
export const FilePicker = ({ isCompact, onFiles }: Props) => {
  const isTouched = useMediaQuery('(hover: none) and (pointer: coarse)');
  return (
    <Dropzone
      className={styles.area}
      mod={{ compact: isCompact }}
      onDrop={onFiles}
      getFilesFromEvent={filesOfEvent}
      // Its buttons open the dialogs. The page beside it has an overlay of its own for what is dragged over it.
      activateOnClick={false}
      activateOnKeyboard={false}
      dragEventsBubbling={false}
      enablePointerEvents
    >
      <Text ta="center" size="sm">
        <Dropzone.Idle>
          {isTouched ? 'Videos and sound files of this device.' : 'Drop videos or folders here, or paste them.'}
        </Dropzone.Idle>
        <Dropzone.Accept>Drop to add</Dropzone.Accept>
      </Text>
      <Group justify="center" gap="sm" mt="sm">
        <PickButton label="Choose files" Icon={IconFiles} onFiles={onFiles} />
        {/* Phones have no dialog for folders. */}
        {!isTouched && <PickButton label="Choose a folder" Icon={IconFolder} onFiles={onFiles} isForFolders />}
      </Group>
    </Dropzone>
  );
};

type PickProps = Pick<Props, 'onFiles'> & { label: string; Icon: typeof IconFiles; isForFolders?: boolean };

const PickButton = ({ label, Icon, onFiles, isForFolders = false }: PickProps) => {
  const reset = useRef<() => void>(null);
  const pick = (files: File[]) => {
    onFiles(files);
    // Else the browser would not report the same file when it is chosen again.
    reset.current?.();
  };
  return (
    <FileButton
      multiple
      onChange={pick}
      resetRef={reset}
      {...(isForFolders && { inputProps: { webkitdirectory: '' } })}
    >
      {(props) => (
        <Button {...props} variant="default" size="sm" leftSection={<Icon size={16} aria-hidden />}>
          {label}
        </Button>
      )}
    </FileButton>
  );
};
