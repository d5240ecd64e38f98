'use client';

import { Button, Group, Modal, Stack } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useUploads, useUploadsState } from '../uploads-provider';
import { FilePicker } from './file-picker';
import { RecipeChoice } from './recipe-choice';
import type { Refusal } from './refusal-of';
import { Refusals } from './refusals';
import { addToSelection, chosenFiles, createSelection, type Selection } from './selection';
import { useRecipes } from './use-recipes';

const DEFAULT = 'stream';

/** Where files and what to make of them are chosen. */
export const UploadDialog = () => {
  const uploads = useUploads();
  const { offered } = useUploadsState(uploads);
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [selection] = useState(() => createSelection((refusal) => setRefusals((former) => withOne(former, refusal))));

  useEffect(() => {
    if (offered) return addToSelection(selection, offered);
    selection.cancelAll();
    setRefusals([]);
  }, [offered, selection]);

  return (
    <Modal
      opened={offered !== undefined}
      onClose={uploads.closeDialog}
      title="Upload videos"
      size="lg"
      fullScreen={isNarrow ?? false}
      // A slip of the hand would cost the whole selection.
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <FilePicker selection={selection} />
        <Refusals refusals={refusals} onDismiss={() => setRefusals([])} />
        <Decision selection={selection} />
      </Stack>
    </Modal>
  );
};

const withOne = (refusals: readonly Refusal[], refusal: Refusal): readonly Refusal[] =>
  refusals.some(({ id }) => id === refusal.id) ? refusals : [...refusals, refusal];

const Decision = ({ selection }: { selection: Selection }) => {
  const uploads = useUploads();
  const [recipe, setRecipe] = useRecipe();
  const count = useCount(selection);
  const send = () => {
    uploads.send(chosenFiles(selection), recipe);
    uploads.closeDialog();
  };
  return (
    <>
      <RecipeChoice value={recipe} onChange={setRecipe} />
      <Group justify="flex-end">
        <Button variant="default" onClick={uploads.closeDialog}>
          Cancel
        </Button>
        <Button disabled={count === 0} onClick={send}>
          {count === 0 ? 'Upload' : `Upload ${count} ${count === 1 ? 'file' : 'files'}`}
        </Button>
      </Group>
    </>
  );
};

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

/** How many files are chosen. */
const useCount = (selection: Selection): number => {
  const subscribe = (listener: () => void) => {
    selection.on('state-update', listener);
    return () => void selection.off('state-update', listener);
  };
  return useSyncExternalStore(subscribe, () => Object.keys(selection.getState().files).length);
};
