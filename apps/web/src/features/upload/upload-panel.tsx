'use client';

import { UploadButton } from './upload-button';
import { UploadDrop } from './upload-drop';

/** The button, and the page as a place to drop on. */
export const UploadPanel = () => (
  <div>
    <UploadDrop />
    <UploadButton />
  </div>
);
