import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { videoPage } from '@/addresses/video-addresses';

/** Copies the address of the video's page, for who may sign in. */
export const copyLink = async ({ id }: Pick<VideoView, 'id'>): Promise<void> => {
  const address = window.location.origin + videoPage(id);
  try {
    await navigator.clipboard.writeText(address);
    notifications.show({ message: 'The link has been copied.' });
  } catch {
    // A page without https has no clipboard, and a browser may refuse it.
    notifications.show({ title: 'The browser does not let this page copy', message: address, autoClose: false });
  }
};
