'use client';

import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { ActionButton, SelectionTools } from '../library/select/selection-bar';
import type { SelectionState } from '../library/select/use-selection';
import type { DeleteRequest } from './delete-dialog';
import { restoreAndTell } from './notify-trashed';
import { useTrashCommands } from './use-trash-commands';

type Props = { selection: SelectionState; onDelete: (request: DeleteRequest) => void };

/** Actions on the selected videos in the trash. */
export const TrashBar = ({ selection, onDelete }: Props) => {
  const { restore } = useTrashCommands();
  const restoring = useMutation({ mutationFn: () => restoreAndTell(selection.selected, restore) });
  return (
    <SelectionTools selection={selection}>
      <ActionButton
        name="Restore"
        icon={<IconRestore size={18} aria-hidden />}
        isDisabled={restoring.isPending}
        onClick={() => restoring.mutate()}
      />
      <ActionButton
        name="Delete for good"
        color="red"
        icon={<IconTrash size={18} aria-hidden />}
        onClick={() => onDelete({ videos: selection.selected })}
      />
    </SelectionTools>
  );
};
