'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { formatBytes } from '@/format/format-bytes';
import { useUploads, useUploadsState } from '../uploads-context';
import { FilePicker } from './file-picker';
import { RecipeChoice } from './recipe-choice';
import type { Refusal } from './refusal-of';
import { Refusals } from './refusals';
import { addToSelection, createSelection } from './selection';
import styles from './upload-dialog.module.css';
import { useChosen } from './use-chosen';
import { useRecipes } from './use-recipes';

/** Where files and what to make of them are chosen. */
export const UploadDialog = () => {
  const uploads = useUploads();
  const { offered } = useUploadsState(uploads);
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [selection] = useState(() => createSelection((refusal) => setRefusals((former) => withOne(former, refusal))));
  const files = useChosen(selection);
  const [recipe, setRecipe] = useRecipe();

  useEffect(() => {
    if (offered) return addToSelection(selection, offered);
    selection.cancelAll();
    setRefusals([]);
  }, [offered, selection]);

  const send = () => {
    uploads.send(files, recipe);
    uploads.closeDialog();
  };
  return (
    <Modal
      opened={offered !== undefined}
      onClose={uploads.closeDialog}
      title="Upload videos"
      // Uppy shows files as a list below 577 px of its own, and as tiles above; few of them have a picture.
      size="37rem"
      fullScreen={isNarrow ?? false}
      // A slip of the hand would cost the whole selection.
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <FilePicker selection={selection} isEmpty={files.length === 0} />
        <Refusals refusals={refusals} onDismiss={() => setRefusals([])} />
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

const withOne = (refusals: readonly Refusal[], refusal: Refusal): readonly Refusal[] =>
  refusals.some(({ id }) => id === refusal.id) ? refusals : [...refusals, refusal];

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
