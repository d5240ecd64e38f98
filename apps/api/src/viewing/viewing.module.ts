import { Module } from '@nestjs/common';
import { TokensModule } from '../auth/tokens.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { StoreModule } from '../infrastructure/store.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { ViewingController } from './viewing.controller.js';
import { ViewingPresenter } from './viewing-presenter.js';

/** Watching without an account. */
@Module({
  imports: [DatabaseModule, StoreModule, TokensModule, LimitsModule],
  providers: [ViewingPresenter],
  controllers: [ViewingController],
})
export class ViewingModule {}
