import { useOrganization } from './organization-context';
import { useMembers } from './use-members';
import { whoToAsk } from './who-to-ask';

/** Whom to ask for another role in the current organization: `an owner or admin: Ada (ada@example.org)`. */
export const useWhoToAsk = (): string => {
  const { current } = useOrganization();
  const { data } = useMembers(current.id);
  const names = whoToAsk(data?.pages.flatMap(({ items }) => items) ?? []);
  return `an owner or admin${names ? `: ${names}` : ' of the organization'}`;
};
