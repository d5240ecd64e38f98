'use client';

import { ActionIcon, Button } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { usePermission } from '@/features/organization/use-permission';
import styles from './tags.module.css';

const TagsForm = dynamic(() => import('./tags-form').then((module) => module.TagsForm));

const takeFocus = (element: HTMLElement | null) => element?.focus();

/** The tags of a video, each with a link to all videos that have it. Editors can change them. */
export const Tags = ({ video }: { video: VideoView }) => {
  const [form, setForm] = useState<'closed' | 'open' | 'left'>('closed');
  const canEdit = usePermission('video.write');
  if (canEdit && form === 'open') return <TagsForm video={video} onDone={() => setForm('left')} />;
  if (video.tags.length === 0 && !canEdit) return null;
  // Keyboard users return to where they were before editing.
  const edit = { ref: form === 'left' ? takeFocus : undefined, onClick: () => setForm('open') };
  if (video.tags.length === 0)
    return (
      <Button
        {...edit}
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={styles.add}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        Add tags
      </Button>
    );
  return (
    <div className={styles.row}>
      <ul className={styles.tags} aria-label="Tags">
        {video.tags.map((name) => (
          <li key={name}>
            <Link href={`/videos?${new URLSearchParams({ tag: name })}`} prefetch={false} className={styles.tag}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {canEdit && (
        <ActionIcon {...edit} variant="subtle" color="gray" size="lg" aria-label="Edit tags">
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
};
