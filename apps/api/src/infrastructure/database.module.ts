import type { UsageLimits } from '@media/core';
import {
  accountRepository,
  apiKeyRepository,
  auditRepository,
  changeRepository,
  type Database,
  emailTokenRepository,
  eventRepository,
  idempotencyRepository,
  invitationRepository,
  jobRepository,
  mediaRepository,
  memberRepository,
  openDatabase,
  organizationRemoval,
  organizationRepository,
  sessionRepository,
  shareRepository,
  statisticsRepository,
  tagCommands,
  tagRepository,
  trashCommands,
  uploadRepository,
  usageRepository,
  videoCommands,
  videoRepository,
  viewingRepository,
} from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { CONFIG } from './process.module.js';
import { LIVE, RedisModule } from './redis.module.js';

/** Database: connections and transactions. */
export const DATABASE = Symbol('database');
/** Accounts */
export const ACCOUNTS = Symbol('accounts');
/** Organizations */
export const ORGANIZATIONS = Symbol('organizations');
/** OrganizationRemoval */
export const ORGANIZATION_REMOVAL = Symbol('organization removal');
/** Invitations */
export const INVITATIONS = Symbol('invitations');
/** Members */
export const MEMBERS = Symbol('members');
/** ApiKeys */
export const API_KEYS = Symbol('API keys');
/** AuditLog */
export const AUDIT_LOG = Symbol('audit log');
/** Sessions */
export const SESSIONS = Symbol('sessions');
/** EmailTokens */
export const EMAIL_TOKENS = Symbol('email tokens');
/** Uploads */
export const UPLOADS = Symbol('uploads');
/** Videos */
export const VIDEOS = Symbol('videos');
/** Shares */
export const SHARES = Symbol('shares');
/** Viewings */
export const VIEWINGS = Symbol('viewings');
/** Statistics */
export const STATISTICS = Symbol('statistics');
/** VideoCommands */
export const VIDEO_COMMANDS = Symbol('video commands');
/** Tags */
export const TAGS = Symbol('tags');
/** TagCommands */
export const TAG_COMMANDS = Symbol('tag commands');
/** TrashCommands */
export const TRASH = Symbol('trash');
/** Jobs */
export const JOBS = Symbol('jobs');
/** MediaRows */
export const MEDIA = Symbol('media');
/** Events */
export const EVENTS = Symbol('events');
/** ChangeRows */
export const CHANGES = Symbol('changes');
/** UsageCounts */
export const USAGE = Symbol('usage');
/** IdempotencyKeys */
export const IDEMPOTENCY_KEYS = Symbol('idempotency keys');

const REPOSITORIES = new Map<symbol, (database: Database) => unknown>([
  [ACCOUNTS, accountRepository],
  [ORGANIZATIONS, organizationRepository],
  [ORGANIZATION_REMOVAL, organizationRemoval],
  [INVITATIONS, invitationRepository],
  [MEMBERS, memberRepository],
  [API_KEYS, apiKeyRepository],
  [AUDIT_LOG, auditRepository],
  [SESSIONS, sessionRepository],
  [EMAIL_TOKENS, emailTokenRepository],
  [VIDEOS, videoRepository],
  [SHARES, shareRepository],
  [VIEWINGS, viewingRepository],
  [STATISTICS, statisticsRepository],
  [VIDEO_COMMANDS, videoCommands],
  [TAGS, tagRepository],
  [TAG_COMMANDS, tagCommands],
  [JOBS, jobRepository],
  [MEDIA, mediaRepository],
  [EVENTS, eventRepository],
  [CHANGES, changeRepository],
  [IDEMPOTENCY_KEYS, idempotencyRepository],
]);

/** Repositories that check the limits of organizations. */
const LIMITED = new Map<symbol, (database: Database, defaults: UsageLimits) => unknown>([
  [UPLOADS, uploadRepository],
  [USAGE, usageRepository],
]);

const limited: Provider[] = [...LIMITED].map(([provide, create]) => ({
  provide,
  inject: [DATABASE, CONFIG],
  useFactory: (database: Database, { usageLimits }: ApiConfig) => create(database, usageLimits),
}));

const trash: Provider = {
  provide: TRASH,
  inject: [DATABASE, CONFIG],
  useFactory: (database: Database, { trashMs }: ApiConfig) => trashCommands(database, trashMs),
};

const repositories: Provider[] = [...REPOSITORIES].map(([provide, useFactory]) => ({
  provide,
  inject: [DATABASE],
  useFactory,
}));

@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: DATABASE,
      inject: [CONFIG, LIVE],
      useFactory: ({ databaseUrl, databaseMaxConnections }: ApiConfig, live: Live) =>
        openDatabase({
          databaseUrl,
          maxConnections: databaseMaxConnections,
          onEvents: (events) => void live.publishEvents(events),
        }),
    },
    ...repositories,
    ...limited,
    trash,
  ],
  exports: [DATABASE, ...REPOSITORIES.keys(), ...LIMITED.keys(), TRASH],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
