'use client';

import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { UploadItem } from '../queue/upload-item';
import { milestones } from './milestones';

/** Tells those who hear the page how the uploads get on. */
export const Announcer = ({ items }: { items: readonly UploadItem[] }) => {
  const [told, setTold] = useState('');
  const former = useRef(items);

  useEffect(() => {
    const news = milestones(former.current, items);
    former.current = items;
    if (news.length > 0) setTold(news.join(' '));
  }, [items]);

  return <VisuallyHidden role="status">{told}</VisuallyHidden>;
};
