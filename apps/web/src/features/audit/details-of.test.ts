import type { AuditEntryView } from '@media/sdk';
import { expect, test } from 'vitest';
import type { AuditAction } from './action-texts';
import { detailsOf } from './details-of';
import { newEntry } from './entry.fixture';

const told = (action: AuditAction, metadata: AuditEntryView['metadata']): string[] =>
  detailsOf(newEntry({ action, metadata })).map(({ label, text }) => `${label}: ${text}`);

test('what the sentence leaves out is told in words', () => {
  expect(told('video.created', { fileName: 'trip.mov', sizeBytes: 1_240_000, recipe: 'stream' })).toEqual([
    ...['File: trip.mov', 'Size: 1.24 MB', 'Output preset: stream'],
  ]);
  expect(told('key.created', { scopes: ['video.read', 'audit.read'] })).toEqual([
    'Can: Watch videos, read the audit log',
  ]);
  expect(told('key.rotated', { overlapSeconds: 3_600 })).toEqual(['Old key: Works for another 1 h']);
  expect(told('auth.password_changed', { endedSessions: 2 })).toEqual(['Signed out: 2 other devices']);
  expect(told('auth.password_reset', { revokedKeys: 1, withdrawnInvitations: 0 })).toEqual([
    'Their API keys: 1 revoked',
    'Their open invitations: None',
  ]);
});

test('what the sentence says is not repeated', () => {
  expect(told('member.role_changed', { from: 'viewer', to: 'editor', withdrawnInvitations: 0 })).toEqual([
    'Their open invitations: None',
  ]);
});

test('all fields of an action of a newer server are shown', () => {
  expect(told('video.archived' as AuditAction, { store: 'cold', days: 30 })).toEqual(['store: cold', 'days: 30']);
});
