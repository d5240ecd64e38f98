'use client';

import { useNotifications } from '@mantine/notifications';
import { type ComponentType, useEffect, useState } from 'react';

const load = () => import('./notices-shown').then(({ NoticesShown }) => NoticesShown);

/** Short messages at the foot of the page. What shows them is loaded when somebody begins to use the page. */
export const Notices = () => {
  const { length } = useNotifications().notifications;
  const [Shown, setShown] = useState<ComponentType>();
  useEffect(() => {
    // What cannot be loaded now is tried again with the next message, which shows those that wait, too.
    if (length > 0 && !Shown)
      load()
        .then((loaded) => setShown(() => loaded))
        .catch(console.error);
  }, [length, Shown]);
  useEffect(() => {
    // Before it is needed, for it may be needed to say that the line is lost.
    const prepare = () => void load().catch(() => undefined);
    const gone = new AbortController();
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, prepare, { once: true, signal: gone.signal });
    return () => gone.abort();
  }, []);
  return Shown && <Shown />;
};
