import { ButtonLink } from '@/controls/button-link';
import styles from '@/controls/controls.module.css';
import { canSignUp, describeRegistration, type Registration } from '../account/sign-in/registration';
import landing from './landing.module.css';

export const LandingActions = ({ registration }: { registration: Registration }) =>
  canSignUp(registration, false) ? (
    <div className={styles.group}>
      <ButtonLink href="/sign-up" variant="filled" size="md">
        Sign up
      </ButtonLink>
      <ButtonLink href="/sign-in" variant="default" size="md">
        Sign in
      </ButtonLink>
    </div>
  ) : (
    <>
      <div className={styles.group}>
        <ButtonLink href="/sign-in" variant="filled" size="md">
          Sign in
        </ButtonLink>
      </div>
      <p className={landing.small}>{describeRegistration(registration)}</p>
    </>
  );
