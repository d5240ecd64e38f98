import { type AppError, type OrganizationId, type RequestActor, refusalOf } from '@media/core';
import type { AuditLog, CountedRefusal } from '@media/database';
import type { Logger } from '@media/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { AUDIT_LOG } from '../infrastructure/database.module.js';
import { LOG } from '../infrastructure/process.module.js';

const MINUTE_MS = 60_000;
const FLUSH_MS = 5_000;
/** Until the next flush, of all organizations and of each: the refusals of one must not displace those of others. */
const MAX_PENDING = { inAll: 5_000, perOrganization: 100 };

/**
 * Counts refused requests in memory and adds them to the log every few seconds, so that a flood of them costs one entry per minute, actor
 * and reason, and few statements. A process that dies loses the last seconds.
 */
@Injectable()
export class RefusalLog implements BeforeApplicationShutdown {
  private pending = new Map<string, CountedRefusal>();
  private pendingOf = new Map<OrganizationId, number>();
  private dropped = 0;
  private readonly timer = setInterval(() => void this.flush(), FLUSH_MS).unref();

  constructor(
    @Inject(AUDIT_LOG) private readonly auditLog: Pick<AuditLog, 'countRefusals'>,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Counts an error if it is a refusal. Holders of playback tokens belong to no organization. */
  note(actor: RequestActor, error: AppError, now = Date.now()): void {
    const reason = refusalOf(error);
    if (!reason || actor.type === 'playback') return;
    const minute = new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS);
    const key = [actor.type, actor.id, minute.toISOString(), ...Object.values(reason)].join(' ');
    const place = `${actor.organizationId} ${key}`;
    const known = this.pending.get(place);
    if (known) known.count += 1;
    else if (this.hasRoom(actor.organizationId)) this.pending.set(place, { key, actor, reason, count: 1 });
    else this.dropped += 1;
  }

  private hasRoom(organizationId: OrganizationId): boolean {
    const count = this.pendingOf.get(organizationId) ?? 0;
    if (count >= MAX_PENDING.perOrganization || this.pending.size >= MAX_PENDING.inAll) return false;
    this.pendingOf.set(organizationId, count + 1);
    return true;
  }

  /** Never throws: refusals are answered already. */
  async flush(): Promise<void> {
    const counted = [...this.pending.values()];
    if (counted.length === 0) return;
    if (this.dropped > 0) this.log.warn({ dropped: this.dropped }, 'Too many refused requests to record all');
    this.pending = new Map();
    this.pendingOf = new Map();
    this.dropped = 0;
    await this.auditLog
      .countRefusals(counted)
      .catch((error) => this.log.warn({ err: error, entries: counted.length }, 'Refused requests not recorded'));
  }

  /** Before the connections to the database end. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
