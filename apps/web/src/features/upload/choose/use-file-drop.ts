'use client';

import { useEffect, useEffectEvent, useState } from 'react';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Handles files dropped anywhere on the page. Returns whether files are being dragged over it. */
export const useFileDrop = (onDrop: (dropped: DataTransfer) => unknown): boolean => {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent(onDrop);

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault(); // otherwise the browser navigates to the file
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    // `dragleave` also fires between elements of the page. Only when the page is left is there no element to enter.
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const dropped = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault();
      drop(event.dataTransfer);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', dropped);
    };
  }, []);

  return isOver;
};
