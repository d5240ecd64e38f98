import type { ApiConfig, Logger, RedisClient } from '@media/runtime';
import { Module } from '@nestjs/common';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { REDIS, RedisModule } from '../infrastructure/redis.module.js';
import { createAuthLimits } from './auth-limits.js';
import { createRequestLimits } from './request-limits.js';

/** AuthLimits */
export const AUTH_LIMITS = Symbol('auth limits');
/** RequestLimits */
export const REQUEST_LIMITS = Symbol('request limits');

@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: AUTH_LIMITS,
      inject: [REDIS, CONFIG],
      useFactory: (redis: RedisClient, config: ApiConfig) => createAuthLimits(redis, config),
    },
    {
      provide: REQUEST_LIMITS,
      inject: [REDIS, LOG, CONFIG],
      useFactory: (redis: RedisClient, log: Logger, config: ApiConfig) => createRequestLimits(redis, log, config),
    },
  ],
  exports: [AUTH_LIMITS, REQUEST_LIMITS],
})
export class LimitsModule {}
