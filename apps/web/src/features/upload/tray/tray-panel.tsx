'use client';

import { Paper, ScrollArea } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useRef } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { Announcer } from './announcer';
import { reserveSpace } from './reserve-space';
import { areAllDone } from './summarize';
import styles from './tray.module.css';
import { TrayHeader } from './tray-header';
import { UnfinishedRows } from './unfinished-rows';
import { UploadRow } from './upload-row';
import { useCollapsed } from './use-collapsed';
import { useUnfinished } from './use-unfinished';

/** The uploads of this tab, at the bottom of every page. */
export const TrayPanel = ({ items }: { items: readonly UploadItem[] }) => {
  const { online } = useNetwork();
  const unfinished = useUnfinished(items);
  const list = useRef<HTMLDivElement>(null);
  const { isCollapsed, toggle } = useCollapsed(unfinished.length === 0 && areAllDone(items), list);
  if (items.length === 0 && unfinished.length === 0) return null;
  return (
    <Paper
      ref={reserveSpace}
      component="section"
      aria-label="Upload tray"
      tabIndex={-1}
      className={styles.tray}
      withBorder
      shadow="xl"
    >
      <TrayHeader
        items={items}
        unfinishedCount={unfinished.length}
        isOnline={online}
        isCollapsed={isCollapsed}
        onToggle={toggle}
      />
      {!isCollapsed && (
        <ScrollArea.Autosize ref={list} className={styles.list} mah="var(--list-height)" type="auto">
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
