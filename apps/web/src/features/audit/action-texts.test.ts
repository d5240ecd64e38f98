import { AuditActionName } from '@media/contracts';
import type { AuditEntryView } from '@media/sdk';
import { expect, test } from 'vitest';
import { ACTION_GROUPS, type AuditAction, tellAction } from './action-texts';
import { ADA, newEntry, VIDEO } from './entry.fixture';
import { actorName, targetName } from './sentence';

const sentence = (entry: Partial<AuditEntryView>): string => {
  const whole = newEntry(entry);
  const parts = tellAction(whole).map((part) => (typeof part === 'string' ? part : targetName(part)));
  return [actorName(whole.actor), ' ', ...parts].join('');
};
const bob = { type: 'user', id: VIDEO, name: 'Bob' } as const;
const key = { type: 'apiKey', id: VIDEO, name: 'Nightly import' } as const;

test.each(AuditActionName.options)('%s is told in words and can be chosen in exactly one group', (action) => {
  expect(sentence({ action })).not.toContain(action);
  const items = ACTION_GROUPS.flatMap(({ items }) => items).filter(({ value }) => value === action);
  expect(items.map(({ label }) => label)).toEqual([expect.stringMatching(/^[A-Z]\w+/)]);
});

test.each<[string, Partial<AuditEntryView>]>([
  ['Ada deleted the video “Summer trip”', {}],
  ['Ada renamed a video to “Summer trip”', { action: 'video.updated', metadata: { fields: ['title'] } }],
  [
    'Ada changed the title, priority of the video “Summer trip”',
    { action: 'video.updated', metadata: { fields: ['title', 'priority'] } },
  ],
  [
    'Ada changed the visibility of the video “Summer trip” from private to public',
    { action: 'video.visibility_changed', metadata: { from: 'private', to: 'public' } },
  ],
  [
    'Ada changed the role of Bob from viewer to editor',
    { action: 'member.role_changed', targets: [bob], metadata: { from: 'viewer', to: 'editor' } },
  ],
  [
    'Ada changed their own role from owner to admin',
    {
      ...{ action: 'member.role_changed', metadata: { from: 'owner', to: 'admin' } },
      targets: [{ type: 'user', id: ADA, name: 'Ada' }],
    },
  ],
  [
    'Ada renamed the organization from “Acme” to “Acme Films”',
    {
      ...{ action: 'organization.renamed', metadata: { from: 'Acme', to: 'Acme Films' } },
      targets: [{ type: 'organization', id: VIDEO, name: 'Acme Films' }],
    },
  ],
  [
    'API key Nightly import invited eve@example.org with the role viewer',
    {
      ...{ action: 'invitation.created', metadata: { role: 'viewer' }, actor: key },
      targets: [{ type: 'invitation', id: VIDEO, name: 'eve@example.org' }],
    },
  ],
  [
    'System signed out a device of Bob',
    { action: 'auth.session_ended', targets: [bob], actor: { type: 'system', id: null, name: 'sessions' } },
  ],
  [
    'A deleted account removed the member a deleted account',
    {
      ...{ action: 'member.removed', targets: [{ ...bob, name: null }] },
      actor: { type: 'user', id: ADA, name: null },
    },
  ],
])('%s', (told, entry) => {
  expect(sentence(entry)).toBe(told);
});

test.each<[string, AuditEntryView['metadata']]>([
  [
    'Ada was refused 3 times within a minute: the permission “Change videos” is missing',
    { code: 'FORBIDDEN', permission: 'video.write', count: 3 },
  ],
  [
    'Ada was refused: the limit for storage would be exceeded',
    { code: 'QUOTA_EXCEEDED', quota: 'storageBytes', count: 1 },
  ],
  ['Ada was refused: the role is above their own', { code: 'ROLE_TOO_HIGH', count: 1 }],
  ['Ada was refused: the email address isn’t confirmed', { code: 'EMAIL_NOT_VERIFIED', count: 1 }],
  ['Ada was refused: LATER_CODE', { code: 'LATER_CODE' }],
])('%s', (told, metadata) => {
  expect(sentence({ action: 'request.refused', targets: [], metadata })).toBe(told);
});

test('an action of a newer server is told by its name', () => {
  expect(sentence({ action: 'video.archived' as AuditAction })).toBe('Ada video.archived “Summer trip”');
  expect(sentence({ action: 'toString' as AuditAction, targets: [] })).toBe('Ada toString');
});
