export type {
  ActorView,
  ApiKeyCreated,
  ApiKeyView,
  AuditEntryView,
  BulkRequest,
  BulkResult,
  CreateApiKeyRequest,
  CreateShareRequest,
  CreateUploadRequest,
  CreateVideoRequest,
  ExportAuditQuery,
  FailureCode,
  InvitationCreated,
  InvitationLookup,
  InvitationView,
  JobList,
  JobView,
  ListAuditQuery,
  ListVideosQuery,
  MemberView,
  OrganizationMessage,
  OrganizationStatisticsView,
  OrganizationView,
  Page,
  RecipeView,
  RegistrationView,
  SessionView,
  ShareView,
  SignPartsRequest,
  StatisticsQuery,
  TagView,
  TaskView,
  UpdateOrganizationRequest,
  UpdateVideoRequest,
  UploadCreated,
  UploadView,
  UsageView,
  UserView,
  VideoDetails,
  VideoMessage,
  VideoSnapshot,
  VideoSort,
  VideoStatisticsView,
  VideoView,
  ViewingView,
} from '@media/contracts';
export { type Client, type ClientOptions, createClient, type OrganizationClient } from './client.js';
export { ApiError, type ApiErrorCode, type FieldError, type SoleOwnedOrganization } from './http/api-error.js';
export { NetworkError } from './http/network-error.js';
export { memoryTokenStore, type TokenStore, type Tokens } from './session/token-store.js';
export type { UploadProgress } from './upload/progress-meter.js';
export { StoreError } from './upload/store-error.js';
export type { UploadOptions } from './upload/upload-file.js';
export { UploadMismatchError } from './upload/upload-mismatch-error.js';
export { blobSource, type UploadSource } from './upload/upload-source.js';
export type { WatchAllOptions } from './watch/watch-all.js';
export type { WatchOptions } from './watch/watch-video.js';
