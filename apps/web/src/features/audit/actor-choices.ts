import type { ApiKeyView, AuditEntryView, MemberView } from '@media/sdk';
import { actorName } from './sentence';

type Known = {
  members: readonly Pick<MemberView, 'userId' | 'name' | 'email'>[];
  keys: readonly Pick<ApiKeyView, 'id' | 'name' | 'prefix'>[];
  entries: readonly Pick<AuditEntryView, 'actor'>[];
  /** The id that is chosen, which a URL can name. */
  chosen: string;
};

/** Members, API keys (with prefixes, because a key has the name of the one that it replaced), and everybody else in the loaded entries, such as former members. */
export const actorChoices = ({ members, keys, entries, chosen }: Known) => {
  const people = new Map<string, string>(
    members.map(({ userId, name, email }) => [userId, name ? `${name} (${email})` : email]),
  );
  const programs = new Map<string, string>(keys.map(({ id, name, prefix }) => [id, `${name} (${prefix}…)`]));
  for (const { actor } of entries) {
    if (actor.id === null || people.has(actor.id) || programs.has(actor.id)) continue;
    if (actor.type === 'user') people.set(actor.id, actorName(actor));
    else programs.set(actor.id, actor.name ?? '');
  }
  const isKnown = chosen === '' || people.has(chosen) || programs.has(chosen);
  return [
    { value: '', label: 'Everybody' },
    ...(isKnown ? [] : [{ value: chosen, label: 'Somebody else' }]),
    { group: 'People', items: toItems(people) },
    ...(programs.size > 0 ? [{ group: 'API keys', items: toItems(programs) }] : []),
  ];
};

const toItems = (names: ReadonlyMap<string, string>) => [...names].map(([value, label]) => ({ value, label }));
