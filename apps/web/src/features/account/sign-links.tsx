import { ButtonLink } from '@/controls/button-link';

export const SignLinks = () => (
  <>
    <ButtonLink href="/sign-in" variant="subtle" size="compact">
      Sign in
    </ButtonLink>
    <ButtonLink href="/sign-up" variant="filled" size="compact">
      Sign up
    </ButtonLink>
  </>
);
