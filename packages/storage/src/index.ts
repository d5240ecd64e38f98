export type { StoreConfig } from './clients.js';
export type { OpenMultipart } from './multipart/list-multiparts.js';
export type { UploadedPart } from './multipart/uploaded-part.js';
export { createObjectStore, type ObjectStore, type StoreLimits } from './object-store.js';
export type { CopyOptions } from './objects/copy-object.js';
export type { ByteRange, GetOptions, ObjectBody } from './objects/get-object.js';
export type { ObjectHead } from './objects/head-object.js';
export type { ListedObject } from './objects/list-objects.js';
export type { PutOptions, Stored } from './objects/stored.js';
export type { BucketReport } from './prepare-bucket.js';
export type { Disposition } from './presign/content-disposition.js';
export type {
  PresignedWrite,
  PresignGetOptions,
  PresignPartOptions,
  PresignPutOptions,
} from './presign/presign.js';
export { isMissing } from './storage-errors.js';
