import type { DropzoneProps } from '@mantine/dropzone';
import { droppedFiles } from './dropped-files';

/** What a drop area is given. Files and folders can be read only while the drop lasts; before it, browsers tell no more than their types. */
export const filesOfEvent: NonNullable<DropzoneProps['getFilesFromEvent']> = async (event) => {
  const items = 'dataTransfer' in event ? [...(event.dataTransfer?.items ?? [])] : [];
  const files = items.filter(({ kind }) => kind === 'file');
  return 'type' in event && event.type === 'drop' ? droppedFiles(files) : files;
};
