import type { ApiConfig, RedisClient } from '@media/runtime';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { REDIS, RedisModule } from '../infrastructure/redis.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { Beacons, VISITORS } from './beacons.js';
import { StatisticsController } from './statistics.controller.js';
import { ViewCounter } from './view-counter.js';
import { createVisitors } from './visitors.js';

/** What viewers watch, without knowing who they are. */
@Module({
  imports: [DatabaseModule, RedisModule, LimitsModule, HttpModule],
  providers: [
    {
      provide: VISITORS,
      inject: [REDIS, CONFIG],
      useFactory: (redis: RedisClient, config: ApiConfig) => createVisitors(redis, config),
    },
    ViewCounter,
    Beacons,
  ],
  controllers: [StatisticsController],
})
export class StatisticsModule {}
