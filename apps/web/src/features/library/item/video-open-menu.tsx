'use client';

import { Kbd, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import {
  IconAdjustments,
  IconDownload,
  IconLink,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import Link from 'next/link';
import { sameSitePath } from '@/addresses/same-site-path';
import { videoPage } from '@/addresses/video-addresses';
import { client } from '@/features/account/client';
import { useOpenMenu } from '@/features/menu/use-open-menu';
import { useUploads } from '@/features/upload/uploads-context';
import { canProcessAgain, needsAnotherFile } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { BulkActionName } from '../select/bulk-actions';
import { copyLink } from './copy-link';
import { useChangeVideo } from './use-change-video';
import { VideoMenuButton } from './video-menu-button';

export type VideoMenuProps = {
  video: VideoView;
  isRenaming: boolean;
  onRename: () => void;
  onAsk: (action: BulkActionName) => void;
};

const SIGN = { size: 16, 'aria-hidden': true } as const;

/** All that can be done with one video. */
export const VideoOpenMenu = ({ video, isRenaming, onRename, onAsk }: VideoMenuProps) => {
  const { menu, target } = useOpenMenu();
  return (
    // The field for the title has taken the focus by the time the menu closes.
    <Menu {...menu} position="bottom-end" width={200} returnFocus={!isRenaming}>
      <Menu.Target>
        <VideoMenuButton ref={target} title={video.title} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={videoPage(video.id)} leftSection={<IconPlayerPlay {...SIGN} />}>
          Open
        </Menu.Item>
        <Menu.Item onClick={onRename} leftSection={<IconPencil {...SIGN} />} rightSection={<Kbd size="xs">F2</Kbd>}>
          Rename
        </Menu.Item>
        <Menu.Item onClick={() => void copyLink(video)} leftSection={<IconLink {...SIGN} />}>
          Copy link
        </Menu.Item>
        <DownloadItem video={video} />
        <Menu.Divider />
        <RunItem video={video} onRetry={() => onAsk('retry')} />
        <Menu.Item c="var(--mantine-color-error)" onClick={() => onAsk('delete')} leftSection={<IconTrash {...SIGN} />}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const RunItem = ({ video, onRetry }: { video: VideoView; onRetry: () => void }) => {
  const cancel = useChangeVideo(() => client.videos.cancel(video.id));
  if (isUnfinished(video))
    return (
      <Menu.Item onClick={() => cancel.mutate()} leftSection={<IconPlayerStop {...SIGN} />}>
        Cancel processing
      </Menu.Item>
    );
  if (canProcessAgain(video))
    return (
      <Menu.Item onClick={onRetry} leftSection={<IconRefresh {...SIGN} />}>
        Process again
      </Menu.Item>
    );
  return <RemedyItem video={video} />;
};

/** What helps a failed video that another run can't help: the same as on its own page. */
const RemedyItem = ({ video }: { video: VideoView }) => {
  const uploads = useUploads();
  if (needsAnotherFile(video))
    return (
      <Menu.Item onClick={() => void uploads.choose()} leftSection={<IconUpload {...SIGN} />}>
        Upload another file
      </Menu.Item>
    );
  return (
    <Menu.Item component={Link} href={videoPage(video.id)} leftSection={<IconAdjustments {...SIGN} />}>
      Use another output preset
    </Menu.Item>
  );
};

/** The file that most people want: the best MP4, or else the sound. */
const DownloadItem = ({ video: { id, outputs } }: { video: VideoView }) => {
  const best = outputs.find(({ name }) => name === 'video.mp4') ?? outputs.find(({ kind }) => kind === 'audio');
  if (!best) return null;
  return (
    <Menu.Item onClick={() => void download(id, best.id)} leftSection={<IconDownload {...SIGN} />}>
      Download
    </Menu.Item>
  );
};

const download = async (id: string, outputId: string): Promise<void> => {
  try {
    // Answered as an attachment: the page stays.
    const address = await client.videos.downloadUrl(id, outputId);
    window.location.assign(sameSitePath(address, window.location.origin) ?? videoPage(id));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title: 'The download could not begin', message });
  }
};
