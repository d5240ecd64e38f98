import type * as core from '@media/core';
import { z } from 'zod';
import { EXAMPLE_IDS } from './examples.js';

// A cast, not a `.transform`, so that the schema can be printed as JSON Schema. The branded type is core's, so internal code
// needs no schema. RFC 9562 allows upper case, but ids are compared as strings, so they are lowercased as in the database.
const id = <T extends string>(of: string, example: string) =>
  z
    .uuidv7()
    .toLowerCase()
    .meta({ description: `ID of ${of} (UUIDv7).`, examples: [example] }) as unknown as z.ZodType<T, string>;

export const OrganizationId = id<core.OrganizationId>('the organization', EXAMPLE_IDS.organization);
export const InvitationId = id<core.InvitationId>('the invitation', EXAMPLE_IDS.invitation);
export const UserId = id<core.UserId>('the user', EXAMPLE_IDS.user);
export const ApiKeyId = id<core.ApiKeyId>('the API key', EXAMPLE_IDS.apiKey);
export const SessionId = id<core.SessionId>('the session', EXAMPLE_IDS.session);
export const UploadId = id<core.UploadId>('the upload', EXAMPLE_IDS.upload);
export const VideoId = id<core.VideoId>('the video', EXAMPLE_IDS.video);
export const JobId = id<core.JobId>('the job', EXAMPLE_IDS.job);
export const TaskId = id<core.TaskId>('the task', EXAMPLE_IDS.task);
export const ShareId = id<core.ShareId>('the share link', EXAMPLE_IDS.share);
export const OutputId = id<core.OutputId>('the output', EXAMPLE_IDS.output);
