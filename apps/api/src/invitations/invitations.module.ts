import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { MailModule } from '../infrastructure/mail.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { InvitationsController } from './invitations.controller.js';

@Module({ imports: [DatabaseModule, MailModule, LimitsModule], controllers: [InvitationsController] })
export class InvitationsModule {}
