'use client';

import { Button, Group, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { PasswordField } from '@/features/account/password-field';
import { EXPIRIES, type Expiry, expiresAt } from './expiry';
import styles from './share-links.module.css';
import { useShareCommand } from './use-shares';

type Props = { video: VideoView; onDone: (createdId?: string) => void };

export const NewShareForm = ({ video, onDone }: Props) => {
  const [expiry, setExpiry] = useState<Expiry>('7');
  const [day, setDay] = useState('');
  const [password, setPassword] = useState('');
  const [allowDownload, setAllowDownload] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const create = useShareCommand(video.id, (end: string | null) =>
    client.shares.create(video.id, { allowDownload, ...(end && { expiresAt: end }), ...(password && { password }) }),
  );
  const end = expiresAt(expiry, day, Date.now());
  const errors = fieldErrors(create.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (end !== undefined) create.mutate(end, { onSuccess: ({ id }) => onDone(id) });
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form} aria-label="New link">
      <Stack gap="md">
        <div className={styles.fields}>
          <NativeSelect
            label="Expires"
            data={EXPIRIES}
            value={expiry}
            onChange={({ currentTarget }) => setExpiry(currentTarget.value as Expiry)}
            autoFocus
          />
          {expiry === 'date' && (
            <TextInput
              type="date"
              label="Last day"
              value={day}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
              error={(isChecked && end === undefined && 'Choose a day from today on.') || errors.expiresAt}
            />
          )}
          <PasswordField
            label="Password (optional)"
            description="Send it separately from the link."
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="new-password"
            maxLength={200}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={errors.password}
          />
        </div>
        <Switch
          label="Allow downloads"
          checked={allowDownload}
          onChange={({ currentTarget }) => setAllowDownload(currentTarget.checked)}
        />
        {create.error && Object.keys(errors).length === 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {create.error.message}
          </Text>
        )}
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={() => onDone()}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create link
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
