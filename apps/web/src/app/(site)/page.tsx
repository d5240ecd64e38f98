import { cookies } from 'next/headers';
import { Landing } from '@/features/landing/landing';
import { SESSION_COOKIE } from '@/proxy/session-redirect';

const Page = async () => <Landing hasCookie={(await cookies()).has(SESSION_COOKIE)} />;

export default Page;
