'use client';

import { useLocalStorage } from '@mantine/hooks';

export type View = 'grid' | 'list';

/** The layout of the library, stored in the browser. */
export const useView = () =>
  useLocalStorage<View>({
    key: 'media.library.view',
    defaultValue: 'grid',
    getInitialValueInEffect: false,
    serialize: (view) => view,
    deserialize: (stored) => (stored === 'list' ? 'list' : 'grid'),
  });
