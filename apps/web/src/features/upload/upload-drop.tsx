'use client';

import dynamic from 'next/dynamic';
import { droppedFiles } from './choose/dropped-files';
import { useFileDrop } from './choose/use-file-drop';
import { useFilePaste } from './choose/use-file-paste';
import { useUploads } from './uploads-context';

// Loaded with the first drag, to keep it out of the page's first load.
const DropOverlay = dynamic(() => import('./drop-overlay').then((module) => module.DropOverlay));

/** Accepts files and folders dropped or pasted anywhere on the page. */
export const UploadDrop = () => {
  const uploads = useUploads();
  useFilePaste(uploads.choose);
  const isDragging = useFileDrop(async ({ items }) => {
    const files = await droppedFiles(items);
    if (files.length > 0) await uploads.choose(files);
  });
  return isDragging && <DropOverlay title="Drop to upload" text="Video files, audio files, or folders" />;
};
