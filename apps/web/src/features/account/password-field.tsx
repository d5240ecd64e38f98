import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password field with a reveal button that can be reached by keyboard. */
export const PasswordField = (props: PasswordInputProps) => (
  <PasswordInput visibilityToggleFocusable visibilityToggleButtonProps={{ 'aria-label': 'Show password' }} {...props} />
);
