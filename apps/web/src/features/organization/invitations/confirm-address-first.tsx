'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import type { UserView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { describeSentLink } from '@/features/account/account-page/check-email-change';
import { client } from '@/features/account/client';
import { checkPassword, readPassword } from '@/features/account/password-alone';
import { PasswordField } from '@/features/account/password-field';
import { useCheckedForm } from '@/features/account/use-checked-form';

type Props = {
  user: UserView;
  isBusy: boolean;
  /** Sends the same invitation again. */
  onRetry: () => void;
  onCancel: () => void;
};

/** What to do when the server refuses an invitation because the user's own address isn't confirmed. */
export const ConfirmAddressFirst = ({ user, isBusy, onRetry, onCancel }: Props) => {
  const { email } = user;
  const sending = useMutation({
    mutationFn: ({ password }: { password: string }) => client.auth.changeEmail({ email, password }),
  });
  const { form, submit, errors, formError } = useCheckedForm({
    read: readPassword,
    check: checkPassword,
    mutation: sending,
  });
  return (
    <form ref={form} method="post" noValidate onSubmit={submit}>
      <Stack style={{ overflowWrap: 'anywhere' }}>
        <Alert color="yellow" title="Confirm your email address first">
          The invitation wasn't sent. Before you invite others, show that {email} is your address: open the link in the
          email that we send you.
        </Alert>
        <div aria-live="polite">
          {sending.isSuccess && <Alert color="teal">{describeSentLink(user, email)} Then send the invitation.</Alert>}
        </div>
        {formError && <Alert color="red">{formError}</Alert>}
        {/* Password managers offer the password of this username. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField name="password" label="Your password" autoComplete="current-password" error={errors.password} />
        <Button type="submit" variant="default" loading={sending.isPending} style={{ alignSelf: 'flex-start' }}>
          Send verification email
        </Button>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button loading={isBusy} onClick={onRetry}>
            Send invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
