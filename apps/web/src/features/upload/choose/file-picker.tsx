'use client';

import '@uppy/core/css/style.min.css';
import '@uppy/dashboard/css/style.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import Dashboard from '@uppy/react/dashboard';
import { DASHBOARD_TEXTS, TOUCH_TEXTS } from './dashboard-texts';
import styles from './file-picker.module.css';
import type { Selection } from './selection';

/** Uppy's dashboard, as a list of files to send: what happens to them afterwards is told by the tray. */
export const FilePicker = ({ selection }: { selection: Selection }) => {
  const theme = useComputedColorScheme('light');
  const isTouched = useMediaQuery('(hover: none) and (pointer: coarse)');
  return (
    <Dashboard
      uppy={selection}
      className={styles.picker}
      theme={theme}
      locale={isTouched ? TOUCH_TEXTS : DASHBOARD_TEXTS}
      fileManagerSelectionType={isTouched ? 'files' : 'both'}
      width="100%"
      height={260}
      disableStatusBar
      disableInformer
      disableThumbnailGenerator
      singleFileFullScreen={false}
      proudlyDisplayPoweredByUppy={false}
    />
  );
};
