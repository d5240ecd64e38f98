'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** The bar of the signed-in pages; until it is loaded, the one that stands in for it. */
export const LazyAppBar = ({ children }: { children: ReactNode }) => {
  const [Loaded, setLoaded] = useState<ComponentType>();
  useEffect(() => {
    import('./app-bar').then(({ AppBar }) => setLoaded(() => AppBar)).catch(console.error);
  }, []);
  return Loaded ? <Loaded /> : children;
};
