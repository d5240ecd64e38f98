'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** The header of the signed-in pages. Renders its children until it is loaded. */
export const LazyAppBar = ({ children }: { children: ReactNode }) => {
  const [Loaded, setLoaded] = useState<ComponentType>();
  useEffect(() => {
    import('./app-bar').then(({ AppBar }) => setLoaded(() => AppBar)).catch(console.error);
  }, []);
  return Loaded ? <Loaded /> : children;
};
