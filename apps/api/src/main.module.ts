import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api.module.js';
import { MetricsServer } from './infrastructure/metrics-server.js';
import { PreparedBucket } from './infrastructure/prepared-bucket.js';
import type { ProcessOptions } from './infrastructure/process.module.js';
import { StoreModule } from './infrastructure/store.module.js';

/** The API, plus bucket setup and the metrics server. */
@Module({ imports: [StoreModule], providers: [PreparedBucket, MetricsServer] })
export class MainModule {
  static forRoot(options: ProcessOptions): DynamicModule {
    return { module: MainModule, imports: [ApiModule.forRoot(options)] };
  }
}
