'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useUploads } from './uploads-context';

/** Opens the upload dialog. */
export const UploadButton = (props: ButtonProps) => {
  const uploads = useUploads();
  const [isLoading, setIsLoading] = useState(false);
  const choose = async () => {
    setIsLoading(true);
    await uploads.choose();
    setIsLoading(false);
  };
  return (
    <Button
      leftSection={<IconUpload size={18} aria-hidden />}
      loading={isLoading}
      onClick={() => void choose()}
      {...props}
    >
      Upload
    </Button>
  );
};
