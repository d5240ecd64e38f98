import type { ApiConfig } from '@media/runtime';
import { createObjectStore, type ObjectStore } from '@media/storage';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from './process.module.js';
import { createStableUrls } from './stable-urls.js';

/** ObjectStore without deadlines. `forRequest` adds those of a request. */
export const STORE = Symbol('store');
/** StableUrls */
export const STABLE_URLS = Symbol('stable URLs');

@Module({
  providers: [
    { provide: STORE, inject: [CONFIG], useFactory: ({ s3 }: ApiConfig) => createObjectStore(s3) },
    {
      provide: STABLE_URLS,
      inject: [CONFIG, STORE],
      useFactory: ({ storeDeadlineMs: deadlineMs }: ApiConfig, store: ObjectStore) =>
        createStableUrls(store.within({ deadlineMs })),
    },
  ],
  exports: [STORE, STABLE_URLS],
})
export class StoreModule implements OnApplicationShutdown {
  constructor(@Inject(STORE) private readonly store: ObjectStore) {}

  onApplicationShutdown(): void {
    this.store.close();
  }
}
