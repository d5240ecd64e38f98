'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useUploads } from './uploads-provider';

/** Opens the dialog in which files and a recipe are chosen. */
export const UploadButton = (props: ButtonProps) => {
  const uploads = useUploads();
  return (
    <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => uploads.choose()} {...props}>
      Upload
    </Button>
  );
};
