'use client';

import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { milestones } from './milestones';

/** Announces upload progress to screen readers. */
export const Announcer = ({ items }: { items: readonly UploadItem[] }) => {
  const [announcement, setAnnouncement] = useState('');
  const previous = useRef(items);

  useEffect(() => {
    const news = milestones(previous.current, items);
    previous.current = items;
    if (news.length > 0) setAnnouncement(news.join(' '));
  }, [items]);

  return <VisuallyHidden role="status">{announcement}</VisuallyHidden>;
};
