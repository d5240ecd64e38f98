import type { Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LOG } from './process.module.js';
import { STORE } from './store.module.js';

/** Prepares the bucket before anything is served. */
@Injectable()
export class PreparedBucket implements OnModuleInit {
  constructor(
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    // A presigned URL carries its authority with it and cookies mean nothing to the store, so any origin may use one.
    const { notPossible } = await this.store.ensureBucket({ corsOrigins: ['*'] });
    for (const what of notPossible) this.log.warn({ what }, 'the store refused to be set up; browsers may be blocked');
  }
}
