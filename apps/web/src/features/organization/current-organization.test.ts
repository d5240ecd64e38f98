import type { UserView } from '@media/sdk';
import { expect, test } from 'vitest';
import { currentOrganization } from './current-organization';

const organizations = [
  { id: 'home', name: 'Ada', role: 'owner' },
  { id: 'team', name: 'Team', role: 'viewer' },
] as UserView['organizations'];

test('it is the one that was chosen, as long as the user belongs to it, and else the personal one', () => {
  expect(currentOrganization(organizations, 'team')?.name).toBe('Team');
  expect(currentOrganization(organizations, null)?.name).toBe('Ada');
  expect(currentOrganization(organizations, 'left long ago')?.name).toBe('Ada');
  expect(currentOrganization([], 'team')).toBeUndefined();
});
