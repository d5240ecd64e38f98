import type { UserView } from '@media/sdk';
import { expect, test } from 'vitest';
import { currentOrganization } from './current-organization';

const organizations = [
  { id: 'home', name: 'Ada', role: 'owner' },
  { id: 'team', name: 'Team', role: 'viewer' },
] as UserView['organizations'];

test('is the chosen organization while the user is a member of it, otherwise the personal one', () => {
  expect(currentOrganization(organizations, 'team')?.name).toBe('Team');
  expect(currentOrganization(organizations, null)?.name).toBe('Ada');
  expect(currentOrganization(organizations, 'left long ago')?.name).toBe('Ada');
  expect(currentOrganization([], 'team')).toBeUndefined();
});
