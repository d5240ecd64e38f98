'use client';

import { useEffect, useEffectEvent } from 'react';

/** Handles files pasted anywhere on the page. */
export const useFilePaste = (onFiles: (files: File[]) => unknown): void => {
  const paste = useEffectEvent(onFiles);

  useEffect(() => {
    const pasted = ({ clipboardData }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) paste(files);
    };
    window.addEventListener('paste', pasted);
    return () => window.removeEventListener('paste', pasted);
  }, []);
};
