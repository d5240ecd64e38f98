import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { MailModule } from '../infrastructure/mail.module.js';
import { RedisModule } from '../infrastructure/redis.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { AuthController } from './auth.controller.js';
import { DeleteAccountController } from './delete-account.controller.js';
import { RecoveryController } from './recovery.controller.js';
import { SessionsController } from './sessions.controller.js';
import { TokensModule } from './tokens.module.js';

@Module({
  imports: [DatabaseModule, RedisModule, MailModule, LimitsModule, TokensModule],
  controllers: [AuthController, DeleteAccountController, RecoveryController, SessionsController],
})
export class AuthModule {}
