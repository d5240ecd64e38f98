import { NativeSelect } from '@mantine/core';
import type { AuditEntryView } from '@media/sdk';
import { useApiKeys } from '@/features/api-keys/use-api-keys';
import { useOrganization } from '@/features/organization/organization-context';
import { useMembers } from '@/features/organization/use-members';
import { actorChoices } from './actor-choices';
import { useAllPages } from './use-all-pages';
import { changeFilters } from './use-audit-filters';

type Props = { actor: string; entries: readonly AuditEntryView[] };

/** The people and API keys to choose from. */
export const ActorSelect = ({ actor, entries }: Props) => {
  const { current } = useOrganization();
  const members = useAllPages(useMembers(current.id));
  const keys = useAllPages(useApiKeys());
  return (
    <NativeSelect
      label="Person or API key"
      value={actor}
      data={actorChoices({ members, keys, entries, chosen: actor })}
      onChange={({ currentTarget }) => changeFilters({ actor: currentTarget.value })}
    />
  );
};
