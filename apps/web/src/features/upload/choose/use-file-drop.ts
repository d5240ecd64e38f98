'use client';

import { useEffect, useEffectEvent, useState } from 'react';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes what is dropped anywhere on the page and holds files. Returns whether some are being dragged over it. */
export const useFileDrop = (onDrop: (dropped: DataTransfer) => unknown): boolean => {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent(onDrop);

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault(); // else the browser opens the file in place of the page
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    // Leaving an element within the page is no leaving of the page: only there is nothing left to enter.
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
