import type { Metadata } from 'next';
import { SharedPage } from '@/features/viewing/shared-page';

export const metadata: Metadata = { title: 'Shared video', robots: { index: false }, referrer: 'no-referrer' };

const Page = () => <SharedPage />;

export default Page;
