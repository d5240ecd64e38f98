import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, AUDIT_TARGETS, type AuditAction } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_AUDIT_ENTRY } from './examples.js';
import { timestamp } from './fields.js';
import { openEnum } from './open-enum.js';
import { PageQuery, pageOf } from './paging.js';
import { bounded } from './text.js';

const MEANINGS = Object.fromEntries(
  Object.entries(AUDIT_ACTIONS).map(([action, { meaning }]) => [action, meaning]),
) as Record<AuditAction, string>;

export const AuditActionName = openEnum(AUDIT_ACTION_NAMES, {
  id: 'AuditAction',
  description: 'What was done.',
  meanings: MEANINGS,
});

const AuditActorKind = openEnum(['user', 'apiKey', 'system'], {
  id: 'AuditActorType',
  description: 'Type of actor of an audit log entry.',
  meanings: { user: 'a user', apiKey: 'a program with an API key', system: 'the service itself, such as its sweeper' },
});

const AuditTargetKind = openEnum(AUDIT_TARGETS, {
  id: 'AuditTargetType',
  description: 'Type of what an audit log entry is about.',
});

const nameThen = (subject: string) =>
  z.string().nullable().describe(`Name of the ${subject} at that time, or \`null\` if its account was deleted.`);

/** PostgreSQL has no year 0. */
const isStorableTime = (value: string): boolean => !(new Date(value).getUTCFullYear() <= 0);

export const timeParameter = (description: string) =>
  bounded(40)
    .check(z.iso.datetime({ offset: true }))
    .refine(isStorableTime, 'Must be in the year 1 or later')
    .optional()
    .meta({ format: 'date-time', description, examples: ['2026-01-31T12:00:00Z'] });

const id = (description: string) => z.uuid().toLowerCase().optional().describe(description);

/** What list and export have in common. */
export const AuditFilterQuery = z.object({
  action: z.enum(AUDIT_ACTION_NAMES).optional().describe('Only entries of this action.'),
  actorId: id('Only entries of the user or API key with this ID.'),
  targetId: id('Only entries about what has this ID, such as a video or a member.'),
  since: timeParameter('Only entries from this time on.'),
  until: timeParameter('Only entries before this time.'),
});
export type AuditFilterQuery = z.infer<typeof AuditFilterQuery>;

export const ListAuditQuery = PageQuery.extend(AuditFilterQuery.shape);
export type ListAuditQuery = z.infer<typeof ListAuditQuery>;

export const ExportAuditQuery = AuditFilterQuery.extend({
  format: z.enum(['jsonl', 'csv']).default('jsonl').describe('Format of the file.'),
});
export type ExportAuditQuery = z.infer<typeof ExportAuditQuery>;

const AuditActor = z
  .object({
    type: AuditActorKind,
    id: z.uuid().nullable().describe('ID of the user or API key. `null` for the system.'),
    name: nameThen('user, API key or part of the system'),
  })
  .meta({ id: 'AuditActor', description: 'Who did something.', examples: [EXAMPLE_AUDIT_ENTRY.actor] });

const AuditTarget = z
  .object({
    type: AuditTargetKind,
    id: z.uuid().describe('Its ID. It may no longer exist.'),
    name: nameThen('target'),
  })
  .meta({ id: 'AuditTarget', description: 'What an entry is about.', examples: EXAMPLE_AUDIT_ENTRY.targets });

const AuditContext = z
  .object({
    ip: z.string().nullable().describe('IP address of the client.'),
    userAgent: z.string().nullable().describe('The `User-Agent` header, shortened.'),
    requestId: z.string().nullable().describe('ID of the request, which is also in the logs of the service.'),
  })
  .meta({
    id: 'AuditContext',
    description:
      'Where a request came from. All `null` for the system, and for what users do to their account outside their personal organization.',
    examples: [EXAMPLE_AUDIT_ENTRY.context],
  });

export const AuditEntryView = z
  .object({
    id: z.uuid().describe('ID of the entry (UUIDv7).'),
    at: timestamp('When it was done'),
    action: AuditActionName,
    actor: AuditActor,
    targets: z.array(AuditTarget).describe('What the entry is about, the most important first.'),
    context: AuditContext,
    metadata: z
      .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
      .describe('Details, which depend on the action. Never contains passwords, tokens, keys or signed URLs.')
      .meta({ examples: [EXAMPLE_AUDIT_ENTRY.metadata] }),
  })
  .meta({ id: 'AuditEntry', description: 'An entry of the audit log.', examples: [EXAMPLE_AUDIT_ENTRY] });
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditPage = pageOf(AuditEntryView).meta({
  id: 'AuditPage',
  description: 'One page of the audit log.',
  examples: [{ items: [EXAMPLE_AUDIT_ENTRY], nextCursor: null }],
});
