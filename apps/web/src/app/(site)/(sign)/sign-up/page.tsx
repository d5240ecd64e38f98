import type { Metadata } from 'next';
import { SignPage } from '@/features/account/sign-in/sign-page';
import { readRegistration } from '@/server/read-registration';

export const metadata: Metadata = { title: 'Sign up' };

const Page = async () => <SignPage mode="signUp" registration={await readRegistration()} />;

export default Page;
