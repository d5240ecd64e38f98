'use client';

import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { milestones } from './milestones';

/** Announces to screen readers how the uploads proceed. */
export const Announcer = ({ items }: { items: readonly UploadItem[] }) => {
  const [announcement, setAnnouncement] = useState('');
  const former = useRef(items);

  useEffect(() => {
    const news = milestones(former.current, items);
    former.current = items;
    if (news.length > 0) setAnnouncement(news.join(' '));
  }, [items]);

  return <VisuallyHidden role="status">{announcement}</VisuallyHidden>;
};
