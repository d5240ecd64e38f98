'use client';

import dynamic from 'next/dynamic';
import type { EditDialogProps } from '../edit/edit-dialog';
import { BulkActionDialog, type LibraryRequest } from './bulk-action-dialog';

const TrashDialog = dynamic(() => import('@/features/trash/trash-dialog').then((module) => module.TrashDialog));
const TagsDialog = dynamic(() => import('../edit/tags-dialog').then((module) => module.TagsDialog));
const VisibilityDialog = dynamic(() => import('../edit/visibility-dialog').then((module) => module.VisibilityDialog));

const OWN_DIALOGS = { trash: TrashDialog, tags: TagsDialog, visibility: VisibilityDialog };

/** The dialog of an action on videos. */
export const RequestDialog = ({
  request,
  ...dialog
}: Omit<EditDialogProps, 'videos'> & { request: LibraryRequest }) => {
  const { action, videos } = request;
  if (action === 'retry') return <BulkActionDialog request={{ action, videos }} {...dialog} />;
  const Dialog = OWN_DIALOGS[action];
  return <Dialog videos={videos} {...dialog} />;
};
