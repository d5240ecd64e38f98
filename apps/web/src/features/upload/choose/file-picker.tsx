'use client';

import '@mantine/dropzone/styles.css';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFiles, IconFolder } from '@tabler/icons-react';
import { useRef } from 'react';
import styles from './file-picker.module.css';
import { filesOfEvent } from './files-of-event';
import { useIsTouch } from './use-is-touch';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Makes the dialog pick folders. All browsers support it under this name; React's types lack it. */
    webkitdirectory?: string;
  }
}

type Props = {
  /** Takes less space, to leave room for the file list. */
  isCompact: boolean;
  onFiles: (files: File[]) => void;
};

/** Accepts dropped files and folders, and opens the system's file dialogs. */
export const FilePicker = ({ isCompact, onFiles }: Props) => {
  const isTouch = useIsTouch();
  return (
    <Dropzone
      className={styles.area}
      mod={{ compact: isCompact }}
      onDrop={onFiles}
      getFilesFromEvent={filesOfEvent}
      // The buttons open the dialogs, and the page has its own overlay for drags.
      activateOnClick={false}
      activateOnKeyboard={false}
      dragEventsBubbling={false}
      enablePointerEvents
    >
      <Text ta="center" size="sm">
        <Dropzone.Idle>
          {isTouch
            ? 'Choose video or audio files from this device.'
            : 'Drop video or audio files here, or paste them. Folders work too.'}
        </Dropzone.Idle>
        <Dropzone.Accept>Drop to add files</Dropzone.Accept>
      </Text>
      <Group justify="center" gap="sm" mt="sm">
        <PickButton label="Choose files" Icon={IconFiles} onFiles={onFiles} />
        {/* Phones can't pick folders. */}
        {!isTouch && <PickButton label="Choose folder" Icon={IconFolder} onFiles={onFiles} isForFolders />}
      </Group>
    </Dropzone>
  );
};

type PickProps = Pick<Props, 'onFiles'> & { label: string; Icon: typeof IconFiles; isForFolders?: boolean };

const PickButton = ({ label, Icon, onFiles, isForFolders = false }: PickProps) => {
  const reset = useRef<() => void>(null);
  const pick = (files: File[]) => {
    onFiles(files);
    // Otherwise the browser doesn't report the same file when it is chosen again.
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
