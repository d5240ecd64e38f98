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
  /** Whether blur also saves, for a form without a Save button. */
  savesOnLeave?: boolean;
  onDone: () => void;
  /** Wraps the field, for instance with buttons. */
  children?: (field: ReactNode, isSaving: boolean) => ReactNode;
};

/** Edits a title: Enter saves, Escape cancels. */
export const RenameForm = (props: Props) => {
  const { video, size = 'sm', className, savesOnLeave = false, onDone, children = (field) => field } = props;
  const { title, problem, isSaving, isRejected, edit, save } = useRename(video, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  // Blur doesn't resend a rejected title; Enter does.
  const leave = () => {
    if (savesOnLeave && !isRejected) save();
  };
  const cancel = (event: KeyboardEvent) => {
    // Escape can belong to an input method, and would clear the library's selection if it bubbled.
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
