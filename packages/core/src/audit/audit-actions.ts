/** What an entry can name. */
export const AUDIT_TARGETS = ['user', 'organization', 'invitation', 'apiKey', 'upload', 'video', 'share'] as const;
export type AuditTargetType = (typeof AUDIT_TARGETS)[number];

/** Types of metadata fields. Each can also be missing. */
type FieldTypes = { text: string; texts: readonly string[]; count: number };

type Shape = {
  meaning: string;
  targets: readonly AuditTargetType[];
  /** The only fields that its metadata can have: ids, names and facts, never a secret. */
  metadata: Readonly<Record<string, keyof FieldTypes>>;
  /**
   * Where an action on an account is recorded: in the personal organization, or also in every other one that the user is a member of.
   * Other actions belong to one organization.
   */
  account?: 'personal' | 'memberships';
};

/** Every action of the audit log. Never remove or rename one, because stored entries contain it. */
export const AUDIT_ACTIONS = {
  'account.created': { meaning: 'an account was created', targets: ['user'], metadata: {}, account: 'personal' },
  'account.renamed': { meaning: 'a user changed their name', targets: ['user'], metadata: {}, account: 'memberships' },
  'account.deleted': {
    meaning: 'a user deleted their account',
    ...{ targets: ['user'], metadata: {}, account: 'memberships' },
  },
  'auth.signed_in': { meaning: 'a user signed in', targets: ['user'], metadata: {}, account: 'personal' },
  'auth.signed_out': { meaning: 'a user signed out', targets: ['user'], metadata: {}, account: 'personal' },
  'auth.session_ended': {
    meaning: 'a session was ended from another device, or because its token was used twice',
    ...{ targets: ['user'], metadata: { reason: 'text' }, account: 'personal' },
  },
  'auth.sessions_ended': {
    meaning: 'a user signed out everywhere',
    ...{ targets: ['user'], metadata: { sessions: 'count' }, account: 'memberships' },
  },
  'auth.password_changed': {
    meaning: 'a user changed their password',
    ...{ targets: ['user'], metadata: { endedSessions: 'count' }, account: 'memberships' },
  },
  'auth.password_reset': {
    meaning:
      'a user set a new password with a link from an email; if it was the first that they opened, API keys and invitations of the account ended',
    targets: ['user'],
    metadata: { endedSessions: 'count', revokedKeys: 'count', withdrawnInvitations: 'count' },
    account: 'memberships',
  },
  'auth.email_change_requested': {
    meaning: 'a link to confirm an email address was requested',
    ...{ targets: ['user'], metadata: {}, account: 'personal' },
  },
  'auth.email_verified': {
    meaning: 'a user confirmed their email address',
    ...{ targets: ['user'], metadata: {}, account: 'personal' },
  },
  'auth.email_changed': {
    meaning: 'a user changed their email address',
    ...{ targets: ['user'], metadata: {}, account: 'memberships' },
  },
  'organization.created': { meaning: 'the organization was created', targets: ['organization'], metadata: {} },
  'organization.renamed': {
    meaning: 'the organization got another name',
    ...{ targets: ['organization'], metadata: { from: 'text', to: 'text' } },
  },
  'organization.embedding_changed': {
    meaning: 'the sites that can embed the videos of the organization were changed; none means any site',
    ...{ targets: ['organization'], metadata: { from: 'texts', to: 'texts' } },
  },
  'organization.statistics_changed': {
    meaning: 'counting the views of the videos of the organization was switched on or off',
    ...{ targets: ['organization'], metadata: { to: 'text' } },
  },
  'organization.deleted': { meaning: 'the organization was deleted', targets: ['organization'], metadata: {} },
  'invitation.created': {
    meaning: 'an email address was invited',
    ...{ targets: ['invitation'], metadata: { role: 'text' } },
  },
  'invitation.revoked': {
    meaning: 'an invitation was revoked',
    ...{ targets: ['invitation'], metadata: { role: 'text' } },
  },
  'invitation.accepted': {
    meaning: 'an invited user became a member',
    ...{ targets: ['user', 'invitation'], metadata: { role: 'text' } },
  },
  'member.role_changed': {
    meaning: 'a member got another role',
    ...{ targets: ['user'], metadata: { from: 'text', to: 'text', withdrawnInvitations: 'count' } },
  },
  'member.removed': {
    meaning: 'a member was removed',
    ...{ targets: ['user'], metadata: { role: 'text', withdrawnInvitations: 'count' } },
  },
  'member.left': {
    meaning: 'a member left',
    ...{ targets: ['user'], metadata: { role: 'text', withdrawnInvitations: 'count' } },
  },
  'key.created': {
    meaning: 'an API key was created',
    ...{ targets: ['apiKey'], metadata: { scopes: 'texts', expiresAt: 'text' } },
  },
  'key.rotated': {
    meaning: 'an API key, the second target, was replaced by another one, the first target',
    ...{ targets: ['apiKey'], metadata: { overlapSeconds: 'count' } },
  },
  'key.revoked': { meaning: 'an API key was revoked', targets: ['apiKey'], metadata: {} },
  'upload.created': {
    meaning: 'an upload was started',
    ...{ targets: ['upload'], metadata: { sizeBytes: 'count' } },
  },
  'upload.aborted': { meaning: 'an upload was canceled', targets: ['upload'], metadata: {} },
  'upload.expired': { meaning: 'an unfinished upload expired', targets: ['upload'], metadata: {} },
  'upload.held': {
    meaning: "an upload didn't become a video, because whoever started it has lost access",
    ...{ targets: ['upload'], metadata: {} },
  },
  'video.created': {
    meaning: 'a video was created from an upload',
    ...{ targets: ['video'], metadata: { fileName: 'text', sizeBytes: 'count', recipe: 'text' } },
  },
  'video.updated': { meaning: 'a video was changed', targets: ['video'], metadata: { fields: 'texts' } },
  'video.visibility_changed': {
    meaning: 'a video got another visibility',
    ...{ targets: ['video'], metadata: { from: 'text', to: 'text' } },
  },
  'video.trashed': { meaning: 'a video was moved to the trash', targets: ['video'], metadata: {} },
  'video.restored': { meaning: 'a video was taken out of the trash', targets: ['video'], metadata: {} },
  'trash.emptied': {
    meaning: 'all videos in the trash were deleted for good; each has its own entry',
    ...{ targets: [], metadata: { videos: 'count' } },
  },
  'video.deleted': { meaning: 'a video was deleted for good', targets: ['video'], metadata: {} },
  'video.cancelled': { meaning: 'processing of a video was canceled', targets: ['video'], metadata: {} },
  'video.retried': {
    meaning: 'a video was processed again, with another recipe if the metadata names one',
    ...{ targets: ['video'], metadata: { recipe: 'text' } },
  },
  'video.restarted': {
    meaning: 'after an upgrade, processing of a video started again',
    ...{ targets: ['video'], metadata: {} },
  },
  'tag.renamed': {
    meaning: 'a tag was renamed in all videos, or merged with a tag of the new name',
    ...{ targets: [], metadata: { from: 'text', to: 'text', videos: 'count' } },
  },
  'tag.deleted': {
    meaning: 'a tag was removed from all videos',
    ...{ targets: [], metadata: { name: 'text', videos: 'count' } },
  },
  'share.created': {
    meaning: 'a share link of a video, the second target, was created; `options` can be `password` and `download`',
    ...{ targets: ['share', 'video'], metadata: { expiresAt: 'text', options: 'texts' } },
  },
  'share.revoked': {
    meaning: 'a share link of a video, the second target, was revoked',
    ...{ targets: ['share', 'video'], metadata: {} },
  },
  'request.refused': {
    meaning: 'requests of an actor were refused; there is one entry per minute and reason, with their number',
    ...{ targets: [], metadata: { code: 'text', permission: 'text', quota: 'text', count: 'count' } },
  },
} as const satisfies Readonly<Record<string, Shape>>;

type Actions = typeof AUDIT_ACTIONS;
export type AuditAction = keyof Actions;
export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as AuditAction[];

type FieldsOf<A extends AuditAction> = Actions[A]['metadata'];
export type AuditMetadata<A extends AuditAction = AuditAction> = {
  readonly [F in keyof FieldsOf<A>]?: FieldsOf<A>[F] extends keyof FieldTypes ? FieldTypes[FieldsOf<A>[F]] : never;
};

/** What an entry names, with its name at that time. */
export type AuditTarget<Type extends AuditTargetType = AuditTargetType> = { type: Type; id: string; name: string };

/** What an entry of an action says. */
export type AuditEvent<A extends AuditAction = AuditAction> = {
  [Action in A]: {
    action: Action;
    targets: readonly AuditTarget<Actions[Action]['targets'][number]>[];
    metadata?: AuditMetadata<Action>;
  };
}[A];

/** The actions that apply to an account. */
export type AccountAction = {
  [A in AuditAction]: Actions[A] extends { account: string } ? A : never;
}[AuditAction];
