'use client';

import { Checkbox, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import Link from 'next/link';
import { memo, useState } from 'react';
import { videoPage } from '@/addresses/video-addresses';
import { Age } from '@/features/video/age';
import { RenameForm } from '@/features/video/rename/rename-form';
import { StatusBadge } from '@/features/video/status-badge';
import { formatBytes } from '@/format/format-bytes';
import type { Asked } from '../select/bulk-action-dialog';
import { Frame } from './frame';
import { usePointedAt } from './use-pointed-at';
import styles from './video-item.module.css';
import { VideoMenu } from './video-menu';

type Props = {
  video: VideoView;
  isSelected: boolean;
  onChoose: (id: string, isRange: boolean) => void;
  onAsk: (asked: Asked) => void;
};

/** A video of the library. The grid and the list differ in their styles only. */
export const VideoItem = memo(({ video, isSelected, onChoose, onAsk }: Props) => {
  const [title, setTitle] = useState<'shown' | 'edited' | 'renamed'>('shown');
  const { ref, isPointedAt } = usePointedAt<HTMLLIElement>();
  const rename = () => setTitle('edited');
  return (
    <li ref={ref} className={styles.item} data-selected={isSelected || undefined}>
      <Frame video={video} isPointedAt={isPointedAt} />
      <div className={styles.heading}>
        {title === 'edited' ? (
          <RenameForm
            video={video}
            size="xs"
            className={styles.rename}
            savesOnLeave
            onDone={() => setTitle('renamed')}
          />
        ) : (
          <Title video={video} takesFocus={title === 'renamed'} onRename={rename} />
        )}
        <Note video={video} />
      </div>
      <div className={styles.meta}>
        <StatusBadge status={video.status} />
        <span className={styles.size}>{formatBytes(video.source.sizeBytes)}</span>
        <span className={styles.age}>
          <Age since={video.createdAt} />
        </span>
      </div>
      <Checkbox
        size="md"
        className={styles.check}
        aria-label={`Select ${video.title}`}
        checked={isSelected}
        onChange={({ nativeEvent }) => onChoose(video.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
      <div className={styles.menu}>
        <VideoMenu
          video={video}
          isRenaming={title === 'edited'}
          onRename={rename}
          onAsk={(action) => onAsk({ action, videos: [video] })}
        />
      </div>
    </li>
  );
});

const takeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

type TitleProps = { video: VideoView; takesFocus: boolean; onRename: () => void };

const Title = ({ video: { id, title }, takesFocus, onRename }: TitleProps) => (
  <Text fw={600} truncate title={title}>
    {/* The link spans the whole card. */}
    <Link
      ref={takesFocus ? takeFocus : undefined}
      href={videoPage(id)}
      prefetch={false}
      className={styles.link}
      onKeyDown={({ key }) => key === 'F2' && onRename()}
    >
      {title}
    </Link>
  </Text>
);

const Note = ({ video: { status, error, progress, playable } }: { video: VideoView }) => {
  if (status === 'failed' && error)
    return (
      <Text size="sm" lineClamp={2} className={styles.failure}>
        {error.message}
      </Text>
    );
  if (status === 'processing')
    return (
      <Text size="sm" c="dimmed" className={styles.numbers}>
        {progress} % {playable && '· can be played already'}
      </Text>
    );
  return null;
};
