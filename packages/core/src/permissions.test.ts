import { expect, test } from 'vitest';
import { canAssign, PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Role, refusalText } from './permissions.js';

const MATRIX = `
                     viewer  editor  admin  owner
video.read           yes     yes     yes    yes
video.write          -       yes     yes    yes
upload.write         -       yes     yes    yes
share.manage         -       yes     yes    yes
recipe.manage        -       -       yes    yes
member.read          yes     yes     yes    yes
member.manage        -       -       yes    yes
key.manage           -       -       yes    yes
webhook.manage       -       -       yes    yes
audit.read           -       -       yes    yes
usage.read           -       yes     yes    yes
organization.manage  -       -       -      yes`;

const [columns = '', ...rows] = MATRIX.split('\n').slice(1);
const roles = columns.trim().split(/\s+/);
const cells = rows.flatMap((row) => {
  const [permission, ...marks] = row.split(/\s+/);
  return marks.map((mark, index) => ({ permission, role: roles[index], isAllowed: mark === 'yes' }));
});

test('every role has exactly the permissions of the matrix', () => {
  const actual = PERMISSIONS.flatMap((permission) =>
    ROLES.toReversed().map((role) => ({ permission, role, isAllowed: ROLE_PERMISSIONS[role].includes(permission) })),
  );
  expect(actual).toEqual(cells);
});

test('no role lists a permission twice', () => {
  for (const role of ROLES) expect(new Set(ROLE_PERMISSIONS[role]).size).toBe(ROLE_PERMISSIONS[role].length);
});

test('members assign only roles up to their own', () => {
  const assigned = (own: Role) => ROLES.filter((other) => canAssign(own, other));
  expect(assigned('owner')).toEqual(['owner', 'admin', 'editor', 'viewer']);
  expect(assigned('admin')).toEqual(['admin', 'editor', 'viewer']);
  expect(assigned('viewer')).toEqual(['viewer']);
});

test('a refusal says in words what is not allowed, and names only members who are allowed it', () => {
  expect(refusalText('video.write')).toBe(
    "You aren't allowed to change videos (permission video.write). Ask an owner or admin of the organization.",
  );
  expect(refusalText('organization.manage')).toBe(
    "You aren't allowed to rename, change or delete the organization (permission organization.manage). Ask an owner of the organization.",
  );
});
