'use client';

import { Alert } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconEye } from '@tabler/icons-react';
import { useOrganization } from '@/features/organization/organization-context';
import { useWhoToAsk } from '@/features/organization/use-who-to-ask';
import { useFileDrop } from './choose/use-file-drop';
import { useFilePaste } from './choose/use-file-paste';
import { DropOverlay } from './drop-overlay';

const REFUSED = "You can't upload here";

/** Tells members who can't upload why, and whom to ask. Dropped and pasted files are refused with the same words. */
export const UploadRefused = () => {
  const { current } = useOrganization();
  const title = `You can watch the videos of ${current.name}`;
  const text = `Uploading needs the role Editor. Ask ${useWhoToAsk()}.`;
  const refuse = () => notifications.show({ color: 'yellow', title: REFUSED, message: text });
  useFilePaste(refuse);
  const isDragging = useFileDrop(refuse);
  return (
    <>
      <Alert color="gray" icon={<IconEye aria-hidden />} title={title}>
        {text}
      </Alert>
      {isDragging && <DropOverlay title={REFUSED} text={text} isRefused />}
    </>
  );
};
