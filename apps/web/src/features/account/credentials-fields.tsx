import { PasswordInput, TextInput } from '@mantine/core';
import type { SignMode } from './use-sign-in';

type Props = {
  mode: SignMode;
  /** What was wrong with a field, by its name. */
  errors: Record<string, string>;
};

export const CredentialsFields = ({ mode, errors }: Props) => {
  const isNew = mode === 'signUp';
  return (
    <>
      {isNew && <TextInput name="name" label="Name" description="Optional" autoComplete="name" error={errors.name} />}
      <TextInput name="email" type="email" label="Email" autoComplete="email" required error={errors.email} />
      <PasswordInput
        name="password"
        label="Password"
        description={isNew ? 'At least 8 characters' : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        minLength={isNew ? 8 : undefined}
        required
        error={errors.password}
      />
    </>
  );
};
