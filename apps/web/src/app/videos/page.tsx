import type { Metadata } from 'next';
import { Library } from '@/features/library/library';

export const metadata: Metadata = { title: 'Videos' };

export default Library;
