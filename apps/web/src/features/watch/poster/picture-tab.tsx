import '@mantine/dropzone/styles.css';
import { Button, FileButton, Group, Image, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import type { VideoView } from '@media/sdk';
import { IconPhoto } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { client } from '@/features/account/client';
import { useVideoAction } from '../actions/use-video-action';
import { PICTURE_TYPES, refusalOf } from './picture-refusal';
import styles from './poster-dialog.module.css';

type Props = { video: VideoView; onAsked: () => void; cancel: ReactNode };

/** Uploads a picture. */
export const PictureTab = ({ video, onAsked, cancel }: Props) => {
  const [picture, setPicture] = useState<File>();
  const [refusal, setRefusal] = useState<string>();
  const [sentBytes, setSentBytes] = useState(0);
  const upload = useVideoAction(video.id, (file: File) =>
    client.videos.uploadPoster(video.id, file, { onSent: setSentBytes }),
  );
  const pick = (file: File | null | undefined) => {
    if (!file) return;
    const refused = refusalOf(file);
    setRefusal(refused);
    if (!refused) setPicture(file);
    upload.reset();
  };
  const problem = refusal ?? upload.error?.message;
  return (
    <Stack>
      <Dropzone
        onDrop={([file]) => pick(file)}
        multiple={false}
        activateOnClick={false}
        activateOnKeyboard={false}
        dragEventsBubbling={false}
        enablePointerEvents
        disabled={upload.isPending}
      >
        <Stack align="center" gap="sm">
          {picture && <Preview picture={picture} />}
          <Text size="sm" ta="center">
            Drop a JPEG, PNG or WebP picture of up to 10 MiB here.
          </Text>
          <FileButton accept={PICTURE_TYPES.join(',')} onChange={pick}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconPhoto size={16} aria-hidden />}>
                {picture ? 'Choose another picture' : 'Choose picture'}
              </Button>
            )}
          </FileButton>
        </Stack>
      </Dropzone>
      {upload.isPending && picture && (
        <Progress value={(100 * sentBytes) / picture.size} aria-label="Progress of the upload" />
      )}
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        {cancel}
        <Button
          disabled={!picture}
          loading={upload.isPending}
          onClick={() => picture && upload.mutate(picture, { onSuccess: onAsked })}
        >
          Use this picture
        </Button>
      </Group>
    </Stack>
  );
};

const Preview = ({ picture }: { picture: File }) => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const created = URL.createObjectURL(picture);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [picture]);
  return <Image src={url} alt={picture.name} fit="contain" className={styles.picture} />;
};
