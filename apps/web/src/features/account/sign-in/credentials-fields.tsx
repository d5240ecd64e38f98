import { TextInput } from '@mantine/core';
import { NewPasswordField } from '../new-password-field';
import { PasswordField } from '../password-field';
import type { SignMode } from './use-sign-in';

type Props = {
  mode: SignMode;
  /** Messages by field name. */
  errors: Record<string, string>;
  /** The only address that can accept the invitation. */
  invitedEmail: string | undefined;
};

export const CredentialsFields = ({ mode, errors, invitedEmail }: Props) => {
  const isNew = mode === 'signUp';
  return (
    <>
      {isNew && (
        <TextInput
          name="name"
          label="Display name (optional)"
          autoComplete="name"
          maxLength={100}
          error={errors.name}
        />
      )}
      <TextInput
        name="email"
        type="email"
        label="Email"
        autoComplete={isNew ? 'email' : 'username'}
        {...(invitedEmail && {
          ...{
            defaultValue: invitedEmail,
            readOnly: true,
            variant: 'filled',
            description: 'The invitation is for this address.',
          },
        })}
        required
        withAsterisk={false}
        error={errors.email}
      />
      {isNew ? (
        <NewPasswordField name="password" label="Password" withAsterisk={false} error={errors.password} />
      ) : (
        <PasswordField
          name="password"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          error={errors.password}
        />
      )}
    </>
  );
};
