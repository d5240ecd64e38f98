import { Module } from '@nestjs/common';
import { TokensModule } from '../auth/tokens.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { RedisModule } from '../infrastructure/redis.module.js';
import { StoreModule } from '../infrastructure/store.module.js';
import { CreateVideoController } from './create-video.controller.js';
import { DownloadController } from './download.controller.js';
import { PostersController } from './posters.controller.js';
import { ProcessingController } from './processing.controller.js';
import { TrashController } from './trash.controller.js';
import { VideoPresenter } from './video-presenter.js';
import { VideosController } from './videos.controller.js';

@Module({
  imports: [DatabaseModule, RedisModule, StoreModule, TokensModule],
  providers: [VideoPresenter],
  controllers: [
    CreateVideoController,
    VideosController,
    TrashController,
    ProcessingController,
    DownloadController,
    PostersController,
  ],
})
export class VideosModule {}
