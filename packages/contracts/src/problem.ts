import { ERROR_CODES, QUOTAS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_PROBLEM, EXAMPLE_SOLE_OWNED } from './examples.js';
import { OrganizationId } from './ids.js';
import { openEnum } from './open-enum.js';

/** `code` of a problem, a failed video, and a failed attempt. */
export const ErrorCodeName = openEnum(ERROR_CODES, {
  id: 'ErrorCode',
  description: 'Machine-readable error code. Each operation lists the codes it can return.',
});

const QuotaName = openEnum(QUOTAS, {
  id: 'Quota',
  description: 'A limit of an organization, as in `limits` of its usage.',
});

const FieldError = z
  .object({
    path: z.string().meta({ description: 'Path of the field, such as `video.title`.', examples: ['title'] }),
    message: z.string().meta({ description: 'Why the field is invalid.', examples: ['Must not be empty'] }),
  })
  .meta({ id: 'FieldError', description: 'An invalid field of the request.', examples: EXAMPLE_PROBLEM.errors });

const SoleOwnedOrganization = z
  .object({
    id: OrganizationId,
    name: z.string().describe('Name of the organization.'),
    isPersonal: z.boolean().describe("Whether it is the user's personal organization."),
    hasOtherMembers: z.boolean().describe('Whether it has other members, one of whom can become an owner.'),
  })
  .meta({
    id: 'SoleOwnedOrganization',
    description: 'An organization whose only owner is the user.',
    examples: [EXAMPLE_SOLE_OWNED],
  });
export type SoleOwnedOrganization = z.infer<typeof SoleOwnedOrganization>;

export const Problem = z
  .object({
    type: z.string().meta({ description: 'Always `about:blank`. Use `code` instead.', examples: ['about:blank'] }),
    title: z.string().describe('Reason phrase of the HTTP status.'),
    status: z.int().describe('HTTP status code.'),
    code: ErrorCodeName,
    detail: z.string().describe('Human-readable explanation of what went wrong.'),
    requestId: z.string().describe('ID of the request in the server logs. Same as the `X-Request-Id` header.'),
    errors: z.array(FieldError).optional().describe('Invalid fields of the request, at most 20.'),
    moreErrors: z.int().optional().describe('Number of invalid fields not listed in `errors`.'),
    missingParts: z
      .array(z.int())
      .optional()
      .describe("Numbers of the parts that haven't been uploaded. Present with `UPLOAD_INCOMPLETE`."),
    organizations: z
      .array(SoleOwnedOrganization)
      .optional()
      .describe(
        'Organizations to hand over or to delete first, at most 100. Present with `SOLE_OWNER`. A personal organization without other members is never listed: it is deleted with the account.',
      ),
    quota: QuotaName.optional().describe('The limit that would be exceeded. Present with `QUOTA_EXCEEDED`.'),
    limit: z.number().optional().describe('Value of that limit.'),
    used: z.number().optional().describe('How much of it is used.'),
    requested: z.number().optional().describe('How much more the request needs.'),
    resetsAt: z.iso
      .datetime()
      .optional()
      .describe('When the usage of the month starts again at 0 (ISO 8601, UTC). Absent for storage.'),
  })
  .meta({ id: 'Problem', description: 'Error response (RFC 9457 problem details).', examples: [EXAMPLE_PROBLEM] });
export type Problem = z.infer<typeof Problem>;

export type { FailureCode } from '@media/core';
