import { type ApiConfig, connectRedis, createLive, type Logger, type RedisClient } from '@media/runtime';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, LOG } from './process.module.js';

/** RedisClient: a connection that fails fast while Redis is unavailable. */
export const REDIS = Symbol('redis');
/** Live */
export const LIVE = Symbol('live');

@Module({
  providers: [
    {
      provide: REDIS,
      inject: [CONFIG, LOG],
      useFactory: ({ redis }: ApiConfig, log: Logger) => connectRedis(redis, log),
    },
    {
      provide: LIVE,
      inject: [CONFIG, LOG, REDIS],
      useFactory: (config: ApiConfig, log: Logger, redis: RedisClient) => createLive(config.redis, log, redis),
    },
  ],
  exports: [REDIS, LIVE],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: RedisClient) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
