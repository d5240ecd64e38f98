import { addViews, type Day, type VideoId, type ViewCounts } from '@media/core';
import type { NewViews, Statistics } from '@media/database';
import type { Logger } from '@media/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { STATISTICS } from '../infrastructure/database.module.js';
import { LOG } from '../infrastructure/process.module.js';

const FLUSH_MS = 5_000;
/** Videos and days until the next flush, so that an outage of PostgreSQL can't fill the memory. */
const MOST_PENDING = 10_000;

/**
 * Adds up views in memory, and adds the sums to the database every few seconds in one statement, so that a popular video costs no more
 * writes than any other. A process that dies loses the last seconds.
 */
@Injectable()
export class ViewCounter implements BeforeApplicationShutdown {
  private pending = new Map<string, NewViews>();
  private dropped = 0;
  private flushing: Promise<void> = Promise.resolve();
  private readonly timer = setInterval(() => void this.flush(), FLUSH_MS).unref();

  constructor(
    @Inject(STATISTICS) private readonly statistics: Pick<Statistics, 'add'>,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  add(videoId: VideoId, day: Day, counts: ViewCounts): void {
    const key = `${videoId} ${day}`;
    const known = this.pending.get(key);
    if (!known && this.pending.size >= MOST_PENDING) this.dropped += 1;
    else this.pending.set(key, { videoId, day, ...(known ? addViews(known, counts) : counts) });
  }

  /** Writes what has been counted until now. Never throws: what can't be written is written later. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.write());
    return this.flushing;
  }

  private async write(): Promise<void> {
    const views = [...this.pending.values()];
    if (views.length === 0) return;
    if (this.dropped > 0) this.log.warn({ dropped: this.dropped }, 'Too many videos are watched to count all views');
    this.pending = new Map();
    this.dropped = 0;
    try {
      await this.statistics.add(views);
    } catch (error) {
      this.log.warn({ err: error, entries: views.length }, 'Views not recorded; trying again');
      for (const { videoId, day, ...counts } of views) this.add(videoId, day, counts);
    }
  }

  /** Before the connections to the database end. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
