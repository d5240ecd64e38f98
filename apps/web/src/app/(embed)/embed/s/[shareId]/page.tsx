import type { Metadata } from 'next';
import { EmbeddedShare } from '@/features/viewing/embedded-video';
import { readPlayOptions } from '@/features/viewing/play-options';

export const metadata: Metadata = { title: 'Shared video', referrer: 'no-referrer' };

type Props = { searchParams: Promise<Partial<Record<'t' | 'autoplay' | 'loop', string | string[]>>> };

/** The ID in the path only says which sites can show the page. The token in the fragment opens the video. */
const Page = async ({ searchParams }: Props) => <EmbeddedShare options={readPlayOptions(await searchParams)} />;

export default Page;
