'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { formatBytes } from '@media/core/display';
import { type ClipboardEvent, useEffect, useState } from 'react';
import { useUploads, useUploadsState } from '../uploads-context';
import { ChosenFiles } from './chosen-files';
import { FilePicker } from './file-picker';
import { RecipeChoice } from './recipe-choice';
import { type ChosenFile, NOTHING_CHOSEN, withFiles, withoutFile, withTitle } from './selection';
import { SkippedFiles } from './skipped-files';
import styles from './upload-dialog.module.css';
import { useRecipes } from './use-recipes';

/** Selects the files to upload and their output preset. */
export const UploadDialog = () => {
  const uploads = useUploads();
  const { offered } = useUploadsState(uploads);
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
  const { files, skipped } = selection;
  const [recipe, setRecipe] = useRecipe();
  const choose = (chosen: readonly File[]) => setSelection((previous) => withFiles(previous, chosen));

  useEffect(() => {
    setSelection((previous) => (offered ? withFiles(previous, offered) : NOTHING_CHOSEN));
  }, [offered]);

  // The page may accept pasted files too; the dialog takes them first.
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
      // A stray click would discard the whole selection.
      closeOnClickOutside={false}
      onPaste={paste}
    >
      <Stack gap="md">
        <FilePicker isCompact={files.length > 0} onFiles={choose} />
        <ChosenFiles
          files={files}
          onTitle={(file, title) => setSelection((previous) => withTitle(previous, file, title))}
          onRemove={(file) => setSelection((previous) => withoutFile(previous, file))}
        />
        <SkippedFiles skipped={skipped} onDismiss={() => setSelection({ files, skipped: [] })} />
        <RecipeChoice value={recipe} onChange={setRecipe} />
        <Footer files={files} onCancel={uploads.closeDialog} onSend={send} />
      </Stack>
    </Modal>
  );
};

type FooterProps = { files: readonly ChosenFile[]; onCancel: () => void; onSend: () => void };

const Footer = ({ files, onCancel, onSend }: FooterProps) => {
  const sizeBytes = files.reduce((total, { file }) => total + file.size, 0);
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

/** The recipe used last, if it still exists. */
const useRecipe = () => {
  const { data: recipes = [] } = useRecipes();
  const [last, setLast] = useLocalStorage({
    key: 'media.recipe',
    defaultValue: DEFAULT,
    getInitialValueInEffect: false,
  });
  const exists = recipes.length === 0 || recipes.some(({ name }) => name === last);
  return [exists ? last : DEFAULT, setLast] as const;
};
