import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Library } from '@/features/library/library';

export const metadata: Metadata = { title: 'Videos' };

// The filters are in the query, which isn't known at build time.
const VideosPage = () => (
  <Suspense>
    <Library />
  </Suspense>
);

export default VideosPage;
