import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Library } from '@/features/library/library';

export const metadata: Metadata = { title: 'Videos' };

// The filters are in the address, which is known in the browser only: Next builds the page without.
const VideosPage = () => (
  <Suspense>
    <Library />
  </Suspense>
);

export default VideosPage;
