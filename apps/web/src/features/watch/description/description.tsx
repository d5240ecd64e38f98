'use client';

import { ActionIcon, Button } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/features/organization/use-permission';
import { LinkedText } from '@/features/viewing/linked-text';
import styles from './description.module.css';

const DescriptionForm = dynamic(() => import('./description-form').then((module) => module.DescriptionForm));

const takeFocus = (element: HTMLElement | null) => element?.focus();

/** The description, which editors can change. */
export const Description = ({ video }: { video: VideoView }) => {
  const [form, setForm] = useState<'closed' | 'open' | 'left'>('closed');
  const canEdit = usePermission('video.write');
  if (canEdit && form === 'open') return <DescriptionForm video={video} onDone={() => setForm('left')} />;
  // Keyboard users return to where they were before editing.
  const edit = { ref: form === 'left' ? takeFocus : undefined, onClick: () => setForm('open') };
  if (video.description === '')
    return canEdit ? (
      <Button
        {...edit}
        variant="subtle"
        color="gray"
        size="compact-sm"
        fw={500}
        className={styles.add}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        Add a description
      </Button>
    ) : null;
  return (
    <div className={styles.description}>
      <LinkedText text={video.description} />
      {canEdit && (
        <ActionIcon {...edit} variant="subtle" color="gray" size="lg" mt={-6} aria-label="Edit description">
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
};
