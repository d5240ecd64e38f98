import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password that can be looked at, also by keyboard. */
export const PasswordField = (props: PasswordInputProps) => (
  <PasswordInput visibilityToggleFocusable visibilityToggleButtonProps={{ 'aria-label': 'Show password' }} {...props} />
);
