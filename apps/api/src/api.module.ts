import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ActorController } from './actor/actor.controller.js';
import { type ApiDeps, DEPS } from './api-deps.js';
import { AuthController } from './auth/auth.controller.js';
import { SessionsController } from './auth/sessions.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RouteRegistry } from './http/route-registry.js';
import { PlaybackController } from './playback/playback.controller.js';
import { RecipesController } from './recipes/recipes.controller.js';
import { ServiceController } from './service/service.controller.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { ProcessingController } from './videos/processing.controller.js';
import { VideosController } from './videos/videos.controller.js';
import { WatchController } from './watch/watch.controller.js';

export const CONTROLLERS = [
  ActorController,
  AuthController,
  SessionsController,
  UploadsController,
  VideosController,
  ProcessingController,
  WatchController,
  PlaybackController,
  RecipesController,
  ServiceController,
];

@Module({})
class ApiModule {}

/** The whole API: every controller behind one guard and one filter. */
export const apiModule = (deps: ApiDeps): DynamicModule => ({
  module: ApiModule,
  imports: [DiscoveryModule],
  controllers: CONTROLLERS,
  providers: [
    { provide: DEPS, useValue: deps },
    RouteRegistry,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
});
