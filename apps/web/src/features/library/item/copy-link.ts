import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { videoPage } from '@/urls/video-urls';

/** Copies the URL of the video's page, which needs a sign-in. */
export const copyLink = async ({ id }: Pick<VideoView, 'id'>): Promise<void> => {
  const url = window.location.origin + videoPage(id);
  try {
    await navigator.clipboard.writeText(url);
    notifications.show({ message: 'Link copied.', color: 'teal' });
  } catch {
    // The Clipboard API needs HTTPS, and the browser can deny it.
    notifications.show({ title: 'Copy this link', message: url, autoClose: false });
  }
};
