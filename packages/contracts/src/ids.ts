import type * as core from '@media/core';
import { z } from 'zod';

// `.brand` keeps the schema printable as JSON Schema; a `.transform` would not. The type is core's own, so that
// everything behind the edge needs no schema.
const id = <T extends string>() => z.uuidv7() as unknown as z.ZodType<T, string>;

export const OrganizationId = id<core.OrganizationId>();
export const UserId = id<core.UserId>();
export const SessionId = id<core.SessionId>();
export const UploadId = id<core.UploadId>();
export const VideoId = id<core.VideoId>();
export const JobId = id<core.JobId>();
export const TaskId = id<core.TaskId>();
export const OutputId = id<core.OutputId>();
