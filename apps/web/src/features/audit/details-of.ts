import { countOf, formatBytes } from '@media/core/display';
import type { AuditEntryView } from '@media/sdk';
import { formatElapsed } from '../../format/format-elapsed';
import { formatDateTime } from '../../format/format-time';
import { type Scope, scopesInWords } from '../api-keys/scope-texts';
import { isKnownAction } from './action-texts';

type Value = AuditEntryView['metadata'][string];
export type Detail = { label: string; text: string };

const REASONS: Readonly<Record<string, string>> = {
  tokenReused: 'Its sign-in was used twice, so it may have been stolen',
  'ended by the user': 'Signed out from another device',
};

/** The fields that sentences leave out. */
const FIELDS: Readonly<Record<string, [label: string, format: (value: Value) => string]>> = {
  fileName: ['File', String],
  sizeBytes: ['Size', (value) => formatBytes(Number(value))],
  recipe: ['Output preset', String],
  scopes: ['Can', (value) => scopesInWords(value as Scope[])],
  expiresAt: ['Expires', (value) => formatDateTime(String(value))],
  overlapSeconds: [
    'Old key',
    (value) => (value === 0 ? 'Stopped working at once' : `Works for another ${formatElapsed(Number(value) * 1000)}`),
  ],
  reason: ['Reason', (value) => REASONS[String(value)] ?? String(value)],
  sessions: ['Signed out', (value) => countOf(Number(value), 'device')],
  endedSessions: ['Signed out', (value) => countOf(Number(value), 'other device')],
  revokedKeys: ['Their API keys', (value) => (value === 0 ? 'None' : `${value} revoked`)],
  withdrawnInvitations: ['Their open invitations', (value) => (value === 0 ? 'None' : `${value} revoked`)],
};

/** What an entry says beyond its sentence. Of an action that this page doesn't know, everything. */
export const detailsOf = ({ action, metadata }: AuditEntryView): Detail[] =>
  Object.entries(metadata).flatMap(([field, value]) => {
    const known = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    if (known) return [{ label: known[0], text: known[1](value) }];
    return isKnownAction(action) ? [] : [{ label: field, text: String(value) }];
  });
