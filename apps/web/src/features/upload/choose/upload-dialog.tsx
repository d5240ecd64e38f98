'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { type ClipboardEvent, useEffect, useState } from 'react';
import { formatBytes } from '@/format/format-bytes';
import { useUploads, useUploadsState } from '../uploads-context';
import { ChosenFiles } from './chosen-files';
import { FilePicker } from './file-picker';
import { RecipeChoice } from './recipe-choice';
import { Refusals } from './refusals';
import { NOTHING_CHOSEN, withFiles, withoutFile } from './selection';
import styles from './upload-dialog.module.css';
import { useRecipes } from './use-recipes';

/** Where files and their output preset are chosen. */
export const UploadDialog = () => {
  const uploads = useUploads();
  const { offered } = useUploadsState(uploads);
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
  const { files, refusals } = selection;
  const [recipe, setRecipe] = useRecipe();
  const choose = (chosen: readonly File[]) => setSelection((former) => withFiles(former, chosen));

  useEffect(() => {
    setSelection((former) => (offered ? withFiles(former, offered) : NOTHING_CHOSEN));
  }, [offered]);

  // Only some pages take what is pasted on them.
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.stopPropagation();
    choose(pasted);
  };

  const send = () => {
    uploads.send(files, recipe);
    uploads.closeDialog();
  };
  return (
    <Modal
      opened={offered !== undefined}
      onClose={uploads.closeDialog}
      title="Upload videos"
      size="37rem"
      fullScreen={isNarrow ?? false}
      // A slip of the hand would cost the whole selection.
      closeOnClickOutside={false}
      onPaste={paste}
    >
      <Stack gap="md">
        <FilePicker isCompact={files.length > 0} onFiles={choose} />
        <ChosenFiles files={files} onRemove={(file) => setSelection((former) => withoutFile(former, file))} />
        <Refusals refusals={refusals} onDismiss={() => setSelection({ files, refusals: [] })} />
        <RecipeChoice value={recipe} onChange={setRecipe} />
        <Footer files={files} onCancel={uploads.closeDialog} onSend={send} />
      </Stack>
    </Modal>
  );
};

type FooterProps = { files: readonly File[]; onCancel: () => void; onSend: () => void };

const Footer = ({ files, onCancel, onSend }: FooterProps) => {
  const sizeBytes = files.reduce((total, { size }) => total + size, 0);
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  return (
    <Group className={styles.footer} justify="flex-end" gap="sm" wrap="nowrap">
      <Text size="sm" c="dimmed" mr="auto" aria-live="polite">
        {files.length > 0 && formatBytes(sizeBytes)}
      </Text>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button disabled={files.length === 0} onClick={onSend}>
        {files.length === 0 ? 'Upload' : `Upload ${count}`}
      </Button>
    </Group>
  );
};

const DEFAULT = 'stream';

/** The recipe that was chosen last, as long as there is one of that name. */
const useRecipe = () => {
  const { data: recipes = [] } = useRecipes();
  const [last, setLast] = useLocalStorage({
    key: 'media.recipe',
    defaultValue: DEFAULT,
    getInitialValueInEffect: false,
  });
  const isThere = recipes.length === 0 || recipes.some(({ name }) => name === last);
  return [isThere ? last : DEFAULT, setLast] as const;
};
