'use client';

import '@uppy/core/css/style.min.css';
import '@uppy/dashboard/css/style.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import Dashboard from '@uppy/react/dashboard';
import { useEffect } from 'react';
import { DASHBOARD_TEXTS, TOUCH_TEXTS } from './dashboard-texts';
import styles from './file-picker.module.css';
import type { Selection } from './selection';

type Props = { selection: Selection; isEmpty: boolean };

/** Uppy's dashboard, as a list of files to send: what happens to them afterwards is told by the tray. */
export const FilePicker = ({ selection, isEmpty }: Props) => {
  const theme = useComputedColorScheme('light');
  const isTouched = useMediaQuery('(hover: none) and (pointer: coarse)');
  useClosingPanel(selection);
  return (
    <Dashboard
      uppy={selection}
      className={styles.picker}
      theme={theme}
      locale={isTouched ? TOUCH_TEXTS : DASHBOARD_TEXTS}
      fileManagerSelectionType={isTouched ? 'files' : 'both'}
      width="100%"
      height={isEmpty ? 190 : 250}
      hideCancelButton
      disableStatusBar
      disableInformer
      disableThumbnailGenerator
      singleFileFullScreen={false}
      proudlyDisplayPoweredByUppy={false}
    />
  );
};

/** Uppy leaves its panel for more files open when none of those chosen there is taken: it would hide why. */
const useClosingPanel = (selection: Selection): void => {
  useEffect(() => {
    const close = () => selection.getPlugin('Dashboard')?.hideAllPanels();
    selection.on('files-added', close);
    return () => void selection.off('files-added', close);
  }, [selection]);
};
