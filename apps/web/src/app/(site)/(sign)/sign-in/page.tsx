import type { Metadata } from 'next';
import { SignPage } from '@/features/account/sign-in/sign-page';
import { readRegistration } from '@/server/read-registration';

export const metadata: Metadata = { title: 'Sign in' };

const Page = async () => <SignPage mode="signIn" registration={await readRegistration()} />;

export default Page;
