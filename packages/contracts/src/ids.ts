import type * as core from '@media/core';
import { z } from 'zod';
import { EXAMPLE_IDS } from './examples.js';

// `.brand` keeps the schema printable as JSON Schema; a `.transform` would not. The type is core's own, so that
// everything behind the edge needs no schema. Ids can be written in either case (RFC 9562) and are compared as strings, so
// they become what the database writes.
const id = <T extends string>(of: string, example: string) =>
  z
    .uuidv7()
    .toLowerCase()
    .meta({ description: `Id of ${of} (UUIDv7).`, examples: [example] }) as unknown as z.ZodType<T, string>;

export const OrganizationId = id<core.OrganizationId>('the organization', EXAMPLE_IDS.organization);
export const UserId = id<core.UserId>('the user', EXAMPLE_IDS.user);
export const SessionId = id<core.SessionId>('the session', EXAMPLE_IDS.session);
export const UploadId = id<core.UploadId>('the upload', EXAMPLE_IDS.upload);
export const VideoId = id<core.VideoId>('the video', EXAMPLE_IDS.video);
export const JobId = id<core.JobId>('the job', EXAMPLE_IDS.job);
export const TaskId = id<core.TaskId>('the task', EXAMPLE_IDS.task);
export const OutputId = id<core.OutputId>('the output', EXAMPLE_IDS.output);
