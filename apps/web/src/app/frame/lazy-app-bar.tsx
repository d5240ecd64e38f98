'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { Bar } from './bar';

/** The bar of the signed-in pages, and until it is loaded one that says nothing of a session. */
export const LazyAppBar = () => {
  const [Loaded, setLoaded] = useState<ComponentType>();
  useEffect(() => {
    import('./app-bar').then(({ AppBar }) => setLoaded(() => AppBar)).catch(console.error);
  }, []);
  return Loaded ? <Loaded /> : <Bar home="/" />;
};
