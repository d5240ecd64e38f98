import type { DropzoneProps } from '@mantine/dropzone';
import { droppedFiles } from './dropped-files';

/** The files of a dropzone event. Browsers reveal files and folders only during a drop; while dragging, only their types are known. */
export const filesOfEvent: NonNullable<DropzoneProps['getFilesFromEvent']> = async (event) => {
  const items = 'dataTransfer' in event ? [...(event.dataTransfer?.items ?? [])] : [];
  const files = items.filter(({ kind }) => kind === 'file');
  return 'type' in event && event.type === 'drop' ? droppedFiles(files) : files;
};
