import type { ApiConfig, Logger } from '@media/runtime';
import { createMailer, type Mailer } from '@media/runtime/mail';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, LOG } from './process.module.js';

/** Mailer */
export const MAILER = Symbol('mailer');

@Module({
  providers: [
    {
      provide: MAILER,
      inject: [CONFIG, LOG],
      useFactory: ({ mail }: ApiConfig, log: Logger) => createMailer(mail, log),
    },
  ],
  exports: [MAILER],
})
export class MailModule implements OnApplicationShutdown {
  constructor(@Inject(MAILER) private readonly mailer: Mailer) {}

  async onApplicationShutdown(): Promise<void> {
    await this.mailer.close();
  }
}
