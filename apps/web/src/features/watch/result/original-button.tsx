import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { fileUrl } from '@/urls/file-url';

/** Only members can download the uploaded file: its URL is fetched with the session's token on click. */
export const OriginalButton = ({ videoId }: { videoId: string }) => {
  const download = useMutation({
    mutationFn: () => client.videos.originalUrl(videoId),
    // The response is an attachment, so the page stays.
    onSuccess: (url) => window.location.assign(fileUrl(url)),
    onError: ({ message }) => notifications.show({ color: 'red', title: "Couldn't start the download", message }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label="Download source file"
    >
      Download
    </Button>
  );
};
