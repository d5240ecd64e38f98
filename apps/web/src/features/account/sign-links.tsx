import { ButtonLink } from '@/controls/button-link';

/** Where it isn't known who can sign up, the page for it says so. */
export const SignLinks = ({ canSignUp = true }: { canSignUp?: boolean | undefined }) => (
  <>
    <ButtonLink href="/sign-in" variant={canSignUp ? 'subtle' : 'filled'} size="compact">
      Sign in
    </ButtonLink>
    {canSignUp && (
      <ButtonLink href="/sign-up" variant="filled" size="compact">
        Sign up
      </ButtonLink>
    )}
  </>
);
