import { cookies } from 'next/headers';
import { Landing } from '@/features/landing/landing';
import { SESSION_COOKIE } from '@/proxy/session-redirect';
import { readRegistration } from '@/server/read-registration';

const Page = async () => (
  <Landing hasCookie={(await cookies()).has(SESSION_COOKIE)} registration={await readRegistration()} />
);

export default Page;
