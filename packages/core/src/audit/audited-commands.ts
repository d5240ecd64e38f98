import type { AuditAction } from './audit-actions.js';

/** The actions that a command can record, or why it records none. */
export type Audited = readonly AuditAction[] | { none: string };

/** Every operation of the API that isn't a GET, by operation id. A test compares it with the routes. */
export const AUDITED_OPERATIONS: Readonly<Record<string, Audited>> = {
  register: ['account.created', 'auth.signed_in'],
  login: ['auth.signed_in'],
  refresh: ['auth.session_ended'],
  logout: ['auth.signed_out'],
  updateProfile: ['account.renamed'],
  changePassword: ['auth.password_changed'],
  forgotPassword: { none: 'Anyone can ask for a link. Using it is recorded.' },
  resetPassword: ['auth.password_reset'],
  verifyEmail: ['auth.email_verified', 'auth.email_changed'],
  changeEmail: ['auth.email_change_requested'],
  revokeSessions: ['auth.sessions_ended'],
  revokeSession: ['auth.session_ended', 'auth.signed_out'],
  deleteAccount: ['account.deleted'],
  createOrganization: ['organization.created'],
  updateOrganization: ['organization.renamed', 'organization.embedding_changed', 'organization.statistics_changed'],
  deleteOrganization: ['organization.deleted'],
  createInvitation: ['invitation.created'],
  revokeInvitation: ['invitation.revoked'],
  lookupInvitation: { none: 'It only reads: the token is in the body to keep it out of logs.' },
  acceptInvitation: ['invitation.accepted'],
  updateMember: ['member.role_changed'],
  removeMember: ['member.removed', 'member.left'],
  createApiKey: ['key.created'],
  rotateApiKey: ['key.rotated'],
  revokeApiKey: ['key.revoked'],
  createUpload: ['upload.created'],
  signParts: { none: 'It signs URLs of an upload, whose creation is recorded. Clients call it for every few parts.' },
  abortUpload: ['upload.aborted'],
  createVideo: ['video.created'],
  createPosterUpload: ['upload.created'],
  updateVideo: ['video.updated', 'video.visibility_changed'],
  deleteVideo: ['video.trashed', 'video.deleted'],
  bulkVideos: ['video.updated', 'video.visibility_changed', 'video.trashed', 'video.restored', 'video.deleted'],
  restoreVideo: ['video.restored'],
  emptyTrash: ['trash.emptied', 'video.deleted'],
  cancelVideo: ['video.cancelled'],
  retryVideo: ['video.retried'],
  renameTag: ['tag.renamed'],
  deleteTag: ['tag.deleted'],
  createShare: ['share.created'],
  revokeShare: ['share.revoked'],
  openShare: { none: 'It only reads: token and password are in the body to keep them out of logs.' },
  sendBeacon: { none: 'It counts what viewers watch, who are not identified.' },
  createPlaybackToken: { none: 'It writes nothing, and players call it whenever somebody watches a video.' },
};

const OF_A_JOB = { none: 'A step of processing, which the events of the video tell.' };

/**
 * The code that acts as the system on what belongs to organizations, by file name. A test compares it with the code that creates system
 * actors. What only ends by time, such as an invitation, or is pruned by age, is no command.
 */
export const AUDITED_SYSTEM_COMMANDS: Readonly<Record<string, Audited>> = {
  'sweep-uploads': ['upload.expired', 'upload.held', 'video.created'],
  'remove-organizations': ['upload.expired', 'video.deleted'],
  'empty-trash': ['video.deleted'],
  'orphaned-jobs': ['video.restarted'],
  claims: OF_A_JOB,
  'collect-warnings': OF_A_JOB,
  'fail-attempt': OF_A_JOB,
  'job-endings': OF_A_JOB,
  'task-endings': OF_A_JOB,
};
