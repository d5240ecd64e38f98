'use client';

import { Alert, Button, NativeSelect, Stack } from '@mantine/core';
import type { MemberView, SoleOwnedOrganization } from '@media/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersKey } from '@/features/organization/use-members';
import { client } from '../client';
import { useSession } from '../session-provider';

type Props = { organization: SoleOwnedOrganization; onDone: () => void };

const labelOf = ({ name, email }: MemberView): string => (name ? `${name} (${email})` : email);

/** Makes a member an owner. */
export const HandOver = ({ organization: { id, name }, onDone }: Props) => {
  const members = useOtherMembers(id);
  const [chosen, setChosen] = useState('');
  const handOver = useMutation({
    mutationFn: () => client.organizations.changeRole(id, chosen, 'owner'),
    onSuccess: onDone,
  });
  const next = members.data?.find(({ userId }) => userId === chosen);
  const error = handOver.error ?? members.error;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={`New owner of ${name}`}
        value={chosen}
        disabled={!members.data}
        data={[
          { value: '', label: 'Choose a member' },
          ...(members.data ?? []).map((member) => ({ value: member.userId, label: labelOf(member) })),
        ]}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      {error && <Alert color="red">{error.message}</Alert>}
      <Button
        variant="default"
        disabled={!next}
        loading={handOver.isPending || handOver.isSuccess}
        onClick={() => handOver.mutate()}
      >
        {next ? `Make ${next.name ?? next.email} an owner` : 'Make owner'}
      </Button>
    </Stack>
  );
};

const useOtherMembers = (id: string) => {
  const session = useSession();
  const own = session.status === 'signedIn' ? session.user.id : undefined;
  return useQuery({
    queryKey: [...membersKey(id), 'all'],
    queryFn: ({ signal }) => loadAll(id, signal),
    select: (members) => members.filter(({ userId }) => userId !== own),
  });
};

const loadAll = async (id: string, signal: AbortSignal): Promise<MemberView[]> => {
  const members: MemberView[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await client.organizations.members(id, { limit: 100, ...(cursor && { cursor }) }, signal);
    members.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return members;
};
