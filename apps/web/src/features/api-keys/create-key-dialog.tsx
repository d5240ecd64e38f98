'use client';

import { Alert, Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { fieldErrors } from '@/features/account/field-errors';
import { useOrganization } from '@/features/organization/organization-context';
import { usePermissions } from '@/features/organization/use-permission';
import { KeyDialog, type KeyDialogContent } from './key-dialog';
import { offeredScopes, type Scope } from './scope-texts';
import { ShownKey } from './shown-key';
import { useRefreshApiKeys } from './use-api-keys';

type Props = { isOpen: boolean; onClose: () => void };

const DAY_MS = 86_400_000;
const LIFETIMES = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: '', label: 'Never' },
];

/** Creates a key and shows it. */
export const CreateKeyDialog = ({ isOpen, onClose }: Props) => (
  <KeyDialog title="New API key" isOpen={isOpen} onClose={onClose}>
    {(content) => <Form {...content} />}
  </KeyDialog>
);

const Form = ({ onShown, onClose }: KeyDialogContent) => {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [days, setDays] = useState('90');
  const [isChecked, setChecked] = useState(false);
  const create = useCreate();
  const errors = fieldErrors(create.error);
  if (create.data) return <ShownKey value={create.data.key} onClose={onClose} />;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === '' || scopes.length === 0) return;
    const expiresAt = days ? new Date(Date.now() + Number(days) * DAY_MS).toISOString() : undefined;
    create.mutate({ name, scopes, ...(expiresAt && { expiresAt }) }, { onSuccess: onShown });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="What the key is for"
          placeholder="Nightly import"
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={isChecked && name.trim() === '' ? 'Enter a name' : errors.name}
          data-autofocus
        />
        <Scopes value={scopes} onChange={setScopes} isMissing={isChecked && scopes.length === 0} />
        <NativeSelect
          label="Expires"
          data={LIFETIMES}
          value={days}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
        {create.error && !errors.name && <Alert color="red">{create.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create API key
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

type ScopesProps = { value: Scope[]; onChange: (scopes: Scope[]) => void; isMissing: boolean };

const Scopes = ({ value, onChange, isMissing }: ScopesProps) => (
  <Checkbox.Group
    label="What the key can do"
    description="Never more than you can do in this organization"
    error={isMissing && 'Choose at least one'}
    value={value}
    onChange={(chosen) => onChange(chosen as Scope[])}
  >
    <Stack gap="xs" mt="xs">
      {offeredScopes(usePermissions() ?? []).map(({ scope, title, text }) => (
        <Checkbox key={scope} value={scope} label={title} description={text} />
      ))}
    </Stack>
  </Checkbox.Group>
);

const useCreate = () => {
  const { client } = useOrganization();
  const refresh = useRefreshApiKeys();
  return useMutation({ mutationFn: client.apiKeys.create, onSuccess: refresh });
};
