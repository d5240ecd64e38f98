'use client';

import { TextInput } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { MAX_TITLE_LENGTH } from './title-problem';
import { useRename } from './use-rename';

type Props = {
  video: VideoView;
  size?: 'xs' | 'sm';
  className?: string | undefined;
  /** Whether leaving the field saves, too: where there is no button for it. */
  savesOnLeave?: boolean;
  onDone: () => void;
  /** The field, with what belongs beside it. */
  children?: (field: ReactNode, isSaving: boolean) => ReactNode;
};

/** The title of a video in a field: Enter saves, Escape cancels, and a title that can't be saved says why. */
export const RenameForm = (props: Props) => {
  const { video, size = 'sm', className, savesOnLeave = false, onDone, children = (field) => field } = props;
  const { title, problem, isSaving, isRefused, edit, save } = useRename(video, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  // What was refused is not sent again for looking away; Enter tries again.
  const leave = () => {
    if (savesOnLeave && !isRefused) save();
  };
  const cancel = (event: KeyboardEvent) => {
    // The key may belong to an input method; elsewhere on the page it would clear the selection.
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    onDone();
  };
  const field = (
    <TextInput
      size={size}
      flex={1}
      aria-label="Title"
      value={title}
      onChange={({ currentTarget }) => edit(currentTarget.value)}
      maxLength={MAX_TITLE_LENGTH}
      readOnly={isSaving}
      error={problem}
      errorProps={{ role: 'alert' }}
      autoFocus
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={leave}
      onKeyDown={cancel}
    />
  );
  return (
    <form onSubmit={submit} noValidate className={className}>
      {children(field, isSaving)}
    </form>
  );
};
