import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { RefusalLog } from '../audit/refusal-log.js';
import { TokensModule } from '../auth/tokens.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { IdleConnections } from '../infrastructure/idle-connections.js';
import { LimitsModule } from '../limits/limits.module.js';
import { AccessGuard } from './access.guard.js';
import { Authorizer } from './authorizer.js';
import { ProblemFilter } from './problem.filter.js';
import { RouteRegistry } from './route-registry.js';

/** The global guard and exception filter, and the registry of all routes. */
@Module({
  imports: [DiscoveryModule, DatabaseModule, TokensModule, LimitsModule],
  providers: [
    RouteRegistry,
    Authorizer,
    IdleConnections,
    RefusalLog,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [RouteRegistry, Authorizer],
})
export class HttpModule {}
