'use client';

import { Button, FileButton } from '@mantine/core';
import { useUploadQueue } from './uploads-provider';

/** The way to choose files for uploading. */
export const UploadButton = () => {
  const queue = useUploadQueue();
  return (
    <FileButton multiple onChange={(files) => queue.add(files, 'stream')}>
      {(props) => <Button {...props}>Upload</Button>}
    </FileButton>
  );
};
