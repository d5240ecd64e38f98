import type { MemberView } from '@media/sdk';

const CAN_MANAGE: readonly MemberView['role'][] = ['owner', 'admin'];
const MAX_NAMED = 3;

const nameOf = ({ name, email }: Pick<MemberView, 'name' | 'email'>): string => (name ? `${name} (${email})` : email);

/** The members who can change roles, for a sentence: `Ada (ada@example.org) or bob@example.org`. */
export const whoToAsk = (members: readonly Pick<MemberView, 'name' | 'email' | 'role'>[]): string | undefined => {
  const names = members
    .filter(({ role }) => CAN_MANAGE.includes(role))
    .slice(0, MAX_NAMED)
    .map(nameOf);
  const [first, ...others] = names;
  if (!first) return undefined;
  const last = others.pop();
  return last ? `${[first, ...others].join(', ')} or ${last}` : first;
};
