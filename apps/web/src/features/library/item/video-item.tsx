'use client';

import { Checkbox, Text } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import Link from 'next/link';
import { memo, useState } from 'react';
import { Age } from '@/features/video/age';
import { isUnfinished } from '@/features/video/is-unfinished';
import { RenameForm } from '@/features/video/rename/rename-form';
import { StatusBadge } from '@/features/video/status-badge';
import { videoPage } from '@/urls/video-urls';
import type { LibraryRequest } from '../select/bulk-action-dialog';
import { Frame } from './frame';
import { ItemTags } from './item-tags';
import { Note } from './note';
import { usePreviewTrigger } from './use-preview-trigger';
import styles from './video-item.module.css';
import { VideoMenu } from './video-menu';
import { VisibilityMark } from './visibility-mark';
import { WarningMark } from './warning-mark';

type Props = {
  video: VideoView;
  /** Whether the user can rename, process and delete videos. Without, there is nothing to select videos for. */
  canEdit: boolean;
  isSelected: boolean;
  onSelect: (id: string, isRange: boolean) => void;
  onAction: (request: LibraryRequest) => void;
};

/** A video in the library. Grid and list differ only in their styles. */
export const VideoItem = memo(({ video, canEdit, isSelected, onSelect, onAction }: Props) => {
  const [title, setTitle] = useState<'shown' | 'edited' | 'renamed'>('shown');
  const { ref, isPreviewing } = usePreviewTrigger<HTMLLIElement>();
  const rename = () => setTitle('edited');
  return (
    <li
      ref={ref}
      className={styles.item}
      data-selected={isSelected || undefined}
      data-unfinished={isUnfinished(video) || undefined}
    >
      <Frame video={video} isPreviewing={isPreviewing} />
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
          <Title video={video} takesFocus={title === 'renamed'} onRename={canEdit ? rename : undefined} />
        )}
        <ItemTags tags={video.tags} />
      </div>
      <Note video={video} />
      <div className={styles.meta}>
        <span className={styles.status}>
          <StatusBadge status={video.status} progress={video.progress} />
          <VisibilityMark visibility={video.visibility} />
          <WarningMark warnings={video.warnings} />
        </span>
        <span className={styles.size}>{formatBytes(video.source.sizeBytes)}</span>
        <span className={styles.age}>
          <Age since={video.createdAt} />
        </span>
      </div>
      {canEdit && (
        <Checkbox
          size="md"
          className={styles.check}
          aria-label={`Select ${video.title}`}
          checked={isSelected}
          onChange={({ nativeEvent }) => onSelect(video.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      )}
      <div className={styles.menu}>
        <VideoMenu
          video={video}
          canEdit={canEdit}
          isRenaming={title === 'edited'}
          onRename={rename}
          onAction={(action) => onAction({ action, videos: [video] })}
        />
      </div>
    </li>
  );
});

const takeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

type TitleProps = { video: VideoView; takesFocus: boolean; onRename: (() => void) | undefined };

const Title = ({ video: { id, title }, takesFocus, onRename }: TitleProps) => (
  <Text fw={600} lineClamp={2} title={title} className={styles.title}>
    <Link
      ref={takesFocus ? takeFocus : undefined}
      href={videoPage(id)}
      prefetch={false}
      className={styles.link}
      onKeyDown={({ key }) => key === 'F2' && onRename?.()}
    >
      {title}
    </Link>
  </Text>
);
