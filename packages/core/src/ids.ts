declare const brand: unique symbol;

/** A string that was validated at the edge. Only a schema in contracts creates one from external data. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type OrganizationId = Id<'OrganizationId'>;
export type InvitationId = Id<'InvitationId'>;
export type UserId = Id<'UserId'>;
export type ApiKeyId = Id<'ApiKeyId'>;
export type SessionId = Id<'SessionId'>;
export type UploadId = Id<'UploadId'>;
export type VideoId = Id<'VideoId'>;
export type JobId = Id<'JobId'>;
export type TaskId = Id<'TaskId'>;
export type ShareId = Id<'ShareId'>;
export type OutputId = Id<'OutputId'>;
