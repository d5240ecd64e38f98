'use client';

import { Kbd, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import {
  IconAdjustments,
  IconDownload,
  IconEye,
  IconLink,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTag,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import Link from 'next/link';
import { client } from '@/features/account/client';
import { useOpenMenu } from '@/features/menu/use-open-menu';
import { useUploads } from '@/features/upload/uploads-context';
import { canProcessAgain, needsAnotherFile } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import { sameSitePath } from '@/urls/same-site-path';
import { videoPage } from '@/urls/video-urls';
import type { LibraryRequest } from '../select/bulk-action-dialog';
import { copyLink } from './copy-link';
import { useCancelVideo } from './use-cancel-video';
import { VideoMenuButton } from './video-menu-button';

export type VideoMenuProps = {
  video: VideoView;
  canEdit: boolean;
  isRenaming: boolean;
  onRename: () => void;
  onAction: (action: LibraryRequest['action']) => void;
};

const ICON = { size: 16, 'aria-hidden': true } as const;

/** The actions of a video. */
export const VideoOpenMenu = ({ video, canEdit, isRenaming, onRename, onAction }: VideoMenuProps) => {
  const { menu, target } = useOpenMenu();
  return (
    // When renaming, the title field has the focus by the time the menu closes.
    <Menu {...menu} position="bottom-end" width={200} returnFocus={!isRenaming}>
      <Menu.Target>
        <VideoMenuButton ref={target} title={video.title} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={videoPage(video.id)} leftSection={<IconPlayerPlay {...ICON} />}>
          Open
        </Menu.Item>
        {canEdit && (
          <Menu.Item onClick={onRename} leftSection={<IconPencil {...ICON} />} rightSection={<Kbd size="xs">F2</Kbd>}>
            Rename
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void copyLink(video)} leftSection={<IconLink {...ICON} />}>
          Copy link
        </Menu.Item>
        <DownloadItem video={video} />
        {canEdit && <EditItems video={video} onAction={onAction} />}
      </Menu.Dropdown>
    </Menu>
  );
};

const EditItems = ({ video, onAction }: Pick<VideoMenuProps, 'video' | 'onAction'>) => (
  <>
    <Menu.Divider />
    <Menu.Item onClick={() => onAction('tags')} leftSection={<IconTag {...ICON} />}>
      Tags
    </Menu.Item>
    <Menu.Item onClick={() => onAction('visibility')} leftSection={<IconEye {...ICON} />}>
      Visibility
    </Menu.Item>
    <RunItem video={video} onRetry={() => onAction('retry')} />
    <Menu.Item c="var(--mantine-color-error)" onClick={() => onAction('trash')} leftSection={<IconTrash {...ICON} />}>
      Move to trash
    </Menu.Item>
  </>
);

const RunItem = ({ video, onRetry }: { video: VideoView; onRetry: () => void }) => {
  const cancel = useCancelVideo(video.id);
  if (isUnfinished(video))
    return (
      <Menu.Item onClick={() => cancel.mutate()} leftSection={<IconPlayerStop {...ICON} />}>
        Cancel processing
      </Menu.Item>
    );
  if (canProcessAgain(video))
    return (
      <Menu.Item onClick={onRetry} leftSection={<IconRefresh {...ICON} />}>
        Process again
      </Menu.Item>
    );
  return <RemedyItem video={video} />;
};

/** The next step for a failed video that a retry can't fix, the same as on its own page. */
const RemedyItem = ({ video }: { video: VideoView }) => {
  const uploads = useUploads();
  if (needsAnotherFile(video))
    return (
      <Menu.Item onClick={() => void uploads.choose()} leftSection={<IconUpload {...ICON} />}>
        Upload another file
      </Menu.Item>
    );
  return (
    <Menu.Item component={Link} href={videoPage(video.id)} leftSection={<IconAdjustments {...ICON} />}>
      Use another output preset
    </Menu.Item>
  );
};

/** Downloads the best MP4, or the audio file if there is no video. */
const DownloadItem = ({ video: { id, outputs } }: { video: VideoView }) => {
  const best = outputs.find(({ name }) => name === 'video.mp4') ?? outputs.find(({ kind }) => kind === 'audio');
  if (!best) return null;
  return (
    <Menu.Item onClick={() => void download(id, best.id)} leftSection={<IconDownload {...ICON} />}>
      Download
    </Menu.Item>
  );
};

const download = async (id: string, outputId: string): Promise<void> => {
  try {
    // The response is an attachment, so the page stays.
    const url = await client.videos.downloadUrl(id, outputId);
    window.location.assign(sameSitePath(url, window.location.origin) ?? videoPage(id));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title: "Couldn't start the download", message });
  }
};
