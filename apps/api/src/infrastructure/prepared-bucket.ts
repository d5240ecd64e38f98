import type { Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LOG } from './process.module.js';
import { STORE } from './store.module.js';

/** Configures the bucket before the server starts. */
@Injectable()
export class PreparedBucket implements OnModuleInit {
  constructor(
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    // Any origin is safe: presigned URLs carry their own authorization, and storage ignores cookies.
    const { rejected } = await this.store.ensureBucket({ corsOrigins: ['*'] });
    for (const what of rejected) this.log.warn({ what }, 'Storage refused bucket setup; browsers may be blocked');
  }
}
