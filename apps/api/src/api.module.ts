import { type DynamicModule, Module } from '@nestjs/common';
import { ActorModule } from './actor/actor.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { EmbeddingModule } from './embedding/embedding.module.js';
import { HttpModule } from './http/http.module.js';
import { ProcessModule, type ProcessOptions } from './infrastructure/process.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { OrganizationsModule } from './organizations/organizations.module.js';
import { PlaybackModule } from './playback/playback.module.js';
import { RecipesModule } from './recipes/recipes.module.js';
import { ServiceModule } from './service/service.module.js';
import { SharesModule } from './shares/shares.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { TagsModule } from './tags/tags.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { UsageModule } from './usage/usage.module.js';
import { VideosModule } from './videos/videos.module.js';
import { ViewingModule } from './viewing/viewing.module.js';
import { WatchModule } from './watch/watch.module.js';

/** One module per resource. */
@Module({
  imports: [
    HttpModule,
    ActorModule,
    AuthModule,
    InvitationsModule,
    OrganizationsModule,
    ApiKeysModule,
    UsageModule,
    AuditModule,
    UploadsModule,
    TagsModule,
    SharesModule,
    VideosModule,
    WatchModule,
    PlaybackModule,
    ViewingModule,
    StatisticsModule,
    EmbeddingModule,
    RecipesModule,
    ServiceModule,
  ],
})
export class ApiModule {
  static forRoot(options: ProcessOptions): DynamicModule {
    return { module: ApiModule, imports: [ProcessModule.forRoot(options)] };
  }
}
