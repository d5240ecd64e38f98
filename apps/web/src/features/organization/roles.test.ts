import { expect, test } from 'vitest';
import { assignableRoles, roleInSentence, roleText, roleTitle } from './roles';

test('nobody can give or take away a role above their own', () => {
  expect(assignableRoles('owner')).toEqual(['owner', 'admin', 'editor', 'viewer']);
  expect(assignableRoles('admin')).toEqual(['admin', 'editor', 'viewer']);
  expect(assignableRoles('viewer')).toEqual(['viewer']);
});

test('a role that a newer server has is shown by its name and can give no roles', () => {
  const newer = 'auditor' as Parameters<typeof roleTitle>[0];
  expect(roleTitle(newer)).toBe('auditor');
  expect(roleInSentence(newer)).toBe('a member with the role auditor');
  expect(assignableRoles(newer)).toEqual([]);
});

test('the texts of roles say who can share videos', () => {
  expect(roleText('editor')).toMatch(/^Editors can .*\bshare\b/);
  expect(roleText('viewer')).toContain("They can't change or share anything.");
});
