import type { AuditEntryView } from '@media/sdk';
import { type Scope, scopesInWords } from '../api-keys/scope-texts';
import { fieldOf } from './sentence';

const LIMITS: Readonly<Record<string, string>> = {
  storageBytes: 'the limit for storage',
  monthlyUploadBytes: 'the limit for uploads per month',
  monthlySourceSeconds: 'the limit for processing per month',
};

const REASONS: Readonly<Record<string, string>> = {
  ROLE_TOO_HIGH: 'the role is above their own',
  PRIORITY_TOO_HIGH: 'the priority is above the organization’s',
  EMAIL_NOT_VERIFIED: 'the email address isn’t confirmed',
  INVITATION_FOR_OTHER_ADDRESS: 'the invitation was for another email address',
  USER_REQUIRED: 'API keys can’t do this',
  PASSWORD_WRONG: 'the password was wrong',
};

/** Why requests were refused, and how many within the entry's minute. */
export const describeRefusal = (entry: AuditEntryView): string => {
  const count = entry.metadata.count;
  const times = typeof count === 'number' && count > 1 ? ` ${count} times within a minute` : '';
  return `was refused${times}: ${reasonOf(entry)}`;
};

const reasonOf = (entry: AuditEntryView): string => {
  const [code, permission, quota] = [fieldOf(entry, 'code'), fieldOf(entry, 'permission'), fieldOf(entry, 'quota')];
  if (permission !== '') return `the permission “${scopesInWords([permission as Scope])}” is missing`;
  if (code === 'QUOTA_EXCEEDED') return `${LIMITS[quota] ?? 'a limit of the organization'} would be exceeded`;
  if (code === 'FORBIDDEN' || code === '') return 'this isn’t allowed';
  return REASONS[code] ?? code;
};
