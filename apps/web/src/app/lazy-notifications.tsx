'use client';

import { useNotifications } from '@mantine/notifications';
import { type ComponentType, useEffect, useState } from 'react';

const load = () => import('./notification-stack').then(({ NotificationStack }) => NotificationStack);

/** Loads the notification component on the first interaction with the page. */
export const LazyNotifications = () => {
  const { length } = useNotifications().notifications;
  const [Shown, setShown] = useState<ComponentType>();
  useEffect(() => {
    // If loading fails, the next notification retries it and shows the waiting ones too.
    if (length > 0 && !Shown)
      load()
        .then((loaded) => setShown(() => loaded))
        .catch(console.error);
  }, [length, Shown]);
  useEffect(() => {
    // In advance, because a notification may have to report that the connection is lost.
    const preload = () => void load().catch(() => undefined);
    const unmounted = new AbortController();
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, preload, { once: true, signal: unmounted.signal });
    return () => unmounted.abort();
  }, []);
  return Shown && <Shown />;
};
