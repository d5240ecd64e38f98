import type { AuditEntryView } from '@media/sdk';
import { describeRefusal } from './describe-refusal';
import { fieldOf, isAboutSelf, type Part, say, targetOf } from './sentence';

/** Newer servers can have further actions. */
export type AuditAction = AuditEntryView['action'];

type Entry = AuditEntryView;

/** An action's name in the filter, and what follows the actor's name in the log. */
type ActionText = { title: string; tell: (entry: Entry) => Part[] };

const role = (entry: Entry): string => fieldOf(entry, 'role');
const from = (entry: Entry): string => fieldOf(entry, 'from');
const to = (entry: Entry): string => fieldOf(entry, 'to');

const MEMBERS = {
  'invitation.created': {
    title: 'Invitation created',
    tell: (entry) => say`invited ${targetOf(entry)} with the role ${role(entry)}`,
  },
  'invitation.revoked': {
    title: 'Invitation revoked',
    tell: (entry) => say`revoked the invitation of ${targetOf(entry)}`,
  },
  'invitation.accepted': {
    title: 'Invitation accepted',
    tell: (entry) => say`accepted an invitation and joined with the role ${role(entry)}`,
  },
  'member.role_changed': {
    title: 'Role changed',
    tell: (entry) =>
      isAboutSelf(entry)
        ? say`changed their own role from ${from(entry)} to ${to(entry)}`
        : say`changed the role of ${targetOf(entry)} from ${from(entry)} to ${to(entry)}`,
  },
  'member.removed': { title: 'Member removed', tell: (entry) => say`removed the member ${targetOf(entry)}` },
  'member.left': { title: 'Member left', tell: () => say`left the organization` },
} as const satisfies Record<string, ActionText>;

const KEYS = {
  'key.created': { title: 'API key created', tell: (entry) => say`created the API key ${targetOf(entry)}` },
  'key.rotated': {
    title: 'API key replaced',
    // The first target is the new key.
    tell: (entry) => say`replaced the API key ${targetOf(entry, 1)} with the new key ${targetOf(entry)}`,
  },
  'key.revoked': { title: 'API key revoked', tell: (entry) => say`revoked the API key ${targetOf(entry)}` },
} as const satisfies Record<string, ActionText>;

const VIDEOS = {
  'video.created': { title: 'Video added', tell: (entry) => say`added the video ${targetOf(entry)}` },
  'video.updated': { title: 'Video changed', tell: (entry) => tellChange(entry) },
  'video.visibility_changed': {
    title: 'Visibility changed',
    tell: (entry) => say`changed the visibility of the video ${targetOf(entry)} from ${from(entry)} to ${to(entry)}`,
  },
  'video.trashed': {
    title: 'Video moved to trash',
    tell: (entry) => say`moved the video ${targetOf(entry)} to the trash`,
  },
  'video.restored': {
    title: 'Video restored',
    tell: (entry) => say`restored the video ${targetOf(entry)} from the trash`,
  },
  'trash.emptied': { title: 'Trash emptied', tell: () => say`emptied the trash` },
  'video.deleted': { title: 'Video deleted', tell: (entry) => say`deleted the video ${targetOf(entry)}` },
  'video.cancelled': {
    title: 'Processing canceled',
    tell: (entry) => say`canceled processing of the video ${targetOf(entry)}`,
  },
  'video.retried': { title: 'Processed again', tell: (entry) => say`processed the video ${targetOf(entry)} again` },
  'video.restarted': {
    title: 'Processing restarted after an upgrade',
    tell: (entry) => say`restarted processing of the video ${targetOf(entry)} after an upgrade`,
  },
} as const satisfies Record<string, ActionText>;

const TAGS = {
  'tag.renamed': {
    title: 'Tag renamed',
    tell: (entry) => say`renamed the tag “${from(entry)}” to “${fieldOf(entry, 'to')}” in all videos`,
  },
  'tag.deleted': {
    title: 'Tag deleted',
    tell: (entry) => say`removed the tag “${fieldOf(entry, 'name')}” from all videos`,
  },
} as const satisfies Record<string, ActionText>;

/** Entries have the title after the change. */
const tellChange = (entry: Entry): Part[] => {
  const fields = fieldOf(entry, 'fields');
  if (fields === 'title') return say`renamed a video to ${targetOf(entry)}`;
  return fields === ''
    ? say`changed the video ${targetOf(entry)}`
    : say`changed the ${fields} of the video ${targetOf(entry)}`;
};

const SHARES = {
  'share.created': {
    title: 'Share link created',
    tell: (entry) => say`shared the video ${targetOf(entry, 1)} by a link`,
  },
  'share.revoked': {
    title: 'Share link revoked',
    tell: (entry) => say`revoked a share link of the video ${targetOf(entry, 1)}`,
  },
} as const satisfies Record<string, ActionText>;

const UPLOADS = {
  'upload.created': { title: 'Upload started', tell: (entry) => say`started to upload ${targetOf(entry)}` },
  'upload.aborted': { title: 'Upload canceled', tell: (entry) => say`canceled the upload of ${targetOf(entry)}` },
  'upload.expired': {
    title: 'Upload expired',
    tell: (entry) => say`removed the unfinished upload of ${targetOf(entry)}`,
  },
  'upload.held': {
    title: 'Upload held',
    tell: (entry) => say`created no video of ${targetOf(entry)}, because whoever uploaded it has lost access`,
  },
} as const satisfies Record<string, ActionText>;

const ORGANIZATION = {
  'organization.created': {
    title: 'Organization created',
    tell: (entry) => say`created the organization ${targetOf(entry)}`,
  },
  'organization.renamed': {
    title: 'Organization renamed',
    tell: (entry) =>
      from(entry) === ''
        ? say`renamed the organization to ${targetOf(entry)}`
        : say`renamed the organization from “${from(entry)}” to ${targetOf(entry)}`,
  },
  'organization.embedding_changed': {
    title: 'Embedding changed',
    tell: (entry) =>
      to(entry) === ''
        ? say`allowed any site to embed videos`
        : say`allowed only these sites to embed videos: ${to(entry)}`,
  },
  'organization.statistics_changed': {
    title: 'Viewer statistics changed',
    tell: (entry) => say`switched viewer statistics ${to(entry)}`,
  },
  'organization.deleted': {
    title: 'Organization deleted',
    tell: (entry) => say`deleted the organization ${targetOf(entry)}`,
  },
} as const satisfies Record<string, ActionText>;

const ACCOUNTS = {
  'account.created': { title: 'Account created', tell: () => say`created their account` },
  'account.renamed': { title: 'Name changed', tell: () => say`changed their name` },
  'account.deleted': { title: 'Account deleted', tell: () => say`deleted their account` },
  'auth.signed_in': { title: 'Signed in', tell: () => say`signed in` },
  'auth.signed_out': { title: 'Signed out', tell: () => say`signed out` },
  'auth.session_ended': {
    title: 'Device signed out',
    tell: (entry) =>
      isAboutSelf(entry) ? say`signed out another device` : say`signed out a device of ${targetOf(entry)}`,
  },
  'auth.sessions_ended': { title: 'Signed out everywhere', tell: () => say`signed out everywhere` },
  'auth.password_changed': { title: 'Password changed', tell: () => say`changed their password` },
  'auth.password_reset': {
    title: 'Password reset',
    tell: () => say`set a new password with a link from an email`,
  },
  'auth.email_change_requested': {
    title: 'Email confirmation requested',
    tell: () => say`requested a link to confirm an email address`,
  },
  'auth.email_verified': { title: 'Email confirmed', tell: () => say`confirmed their email address` },
  'auth.email_changed': { title: 'Email changed', tell: () => say`changed their email address` },
} as const satisfies Record<string, ActionText>;

const REFUSED = {
  'request.refused': { title: 'Attempt refused', tell: (entry) => [describeRefusal(entry)] },
} as const satisfies Record<string, ActionText>;

/** Every action in words. The code doesn't compile if one is missing. */
const ACTION_TEXTS: Readonly<Record<AuditAction, ActionText>> = {
  ...MEMBERS,
  ...KEYS,
  ...VIDEOS,
  ...TAGS,
  ...SHARES,
  ...UPLOADS,
  ...ORGANIZATION,
  ...ACCOUNTS,
  ...REFUSED,
};

const group = (title: string, actions: Partial<Record<AuditAction, ActionText>>) => ({
  group: title,
  items: Object.entries(actions).map(([value, text]) => ({ value, label: text.title })),
});

/** The actions to choose from. */
export const ACTION_GROUPS = [
  group('Members and invitations', MEMBERS),
  group('API keys', KEYS),
  group('Videos', { ...VIDEOS, ...TAGS }),
  group('Sharing', SHARES),
  group('Uploads', UPLOADS),
  group('Organization', ORGANIZATION),
  group('Accounts', ACCOUNTS),
  group('Refused attempts', REFUSED),
];

export const isKnownAction = (action: string): action is AuditAction => Object.hasOwn(ACTION_TEXTS, action);

/** What follows the actor's name. An action of a newer server is told by its own name and its targets. */
export const tellAction = (entry: Entry): Part[] => {
  if (isKnownAction(entry.action)) return ACTION_TEXTS[entry.action].tell(entry);
  return [entry.action as string, ...entry.targets.flatMap((target): Part[] => [' ', target])];
};
