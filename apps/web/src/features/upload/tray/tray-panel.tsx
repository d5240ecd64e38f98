'use client';

import { Paper, ScrollArea } from '@mantine/core';
import { useNetwork, useSessionStorage } from '@mantine/hooks';
import type { UploadItem } from '../queue/upload-item';
import { Announcer } from './announcer';
import styles from './tray.module.css';
import { TrayHeader } from './tray-header';
import { UnfinishedRows } from './unfinished-rows';
import { UploadRow } from './upload-row';
import { useUnfinished } from './use-unfinished';

/** The files on their way, at the edge of every page. */
export const TrayPanel = ({ items }: { items: readonly UploadItem[] }) => {
  const [isSmall, setIsSmall] = useSessionStorage({ key: 'media.small-tray', defaultValue: false });
  const { online } = useNetwork();
  const unfinished = useUnfinished(items);
  if (items.length === 0 && unfinished.length === 0) return null;
  return (
    <Paper component="section" aria-label="Upload tray" tabIndex={-1} className={styles.tray} withBorder shadow="xl">
      <TrayHeader
        items={items}
        unfinishedCount={unfinished.length}
        isOnline={online}
        isSmall={isSmall}
        onToggle={() => setIsSmall(!isSmall)}
      />
      {!isSmall && (
        <ScrollArea.Autosize className={styles.list} mah="min(24rem, 45dvh)" type="auto">
          <UnfinishedRows unfinished={unfinished} />
          {items.length > 0 && (
            <ul className={styles.rows} aria-label="Uploads">
              {items.map((item) => (
                <UploadRow key={item.key} item={item} isOnline={online} />
              ))}
            </ul>
          )}
        </ScrollArea.Autosize>
      )}
      <Announcer items={items} />
    </Paper>
  );
};
