'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { UserView } from '@media/sdk';
import { checkPassword, readPassword } from '../password-alone';
import { PasswordField } from '../password-field';
import { useCheckedForm } from '../use-checked-form';
import { UnsettledOrganizations } from './unsettled-organizations';
import { useDeleteAccount } from './use-delete-account';

type Props = { user: UserView; onCancel: () => void };

/** Asks for the password and, if the API names organizations without another owner, what to do with each. */
export const DeleteAccountForm = ({ user: { email, organizations }, onCancel }: Props) => {
  const { mutation, unsettled, isSettled, settle } = useDeleteAccount();
  const { form, submit, errors, formError } = useCheckedForm({ read: readPassword, check: checkPassword, mutation });
  const isAboutOrganizations = isSettled || unsettled.length > 0;
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        This deletes the account {email} and, unless it has other members, its personal organization{' '}
        {organizations[0]?.name} with all its videos. This can't be undone.
      </Text>
      {unsettled.length > 0 && <UnsettledOrganizations organizations={unsettled} onSettled={settle} />}
      <div aria-live="polite">
        {isSettled && (
          <Alert color="teal">Your organizations are taken care of. You can delete your account now.</Alert>
        )}
      </div>
      <form ref={form} method="post" noValidate onSubmit={submit}>
        <Stack>
          {/* Password managers offer the password of this username. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          {formError && !isAboutOrganizations && <Alert color="red">{formError}</Alert>}
          <PasswordField
            name="password"
            label="Password"
            autoComplete="current-password"
            error={errors.password}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" color="red" loading={mutation.isPending || mutation.isSuccess}>
              Delete account
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
};
