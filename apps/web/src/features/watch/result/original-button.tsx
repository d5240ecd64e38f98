import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { fileAddress } from '@/addresses/file-address';
import { client } from '@/features/account/client';

/** The uploaded file is for members only: its link is fetched with the session's token when somebody wants it. */
export const OriginalButton = ({ videoId }: { videoId: string }) => {
  const download = useMutation({
    mutationFn: () => client.videos.originalUrl(videoId),
    // Answered as an attachment: the page stays.
    onSuccess: (url) => window.location.assign(fileAddress(url)),
    onError: ({ message }) => notifications.show({ color: 'red', title: 'The download could not start', message }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label="Download original"
    >
      Download
    </Button>
  );
};
