import type { VerifiedEmailView } from '@media/contracts';
import type { Accounts, EmailTokens } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import { Controller, Inject } from '@nestjs/common';
import { Public, SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { PublicCall, UserCall } from '../http/route.js';
import { ACCOUNTS, EMAIL_TOKENS } from '../infrastructure/database.module.js';
import { MAILER } from '../infrastructure/mail.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import type { AuthLimits } from '../limits/auth-limits.js';
import { AUTH_LIMITS } from '../limits/limits.module.js';
import { clientOf } from './auth-client.js';
import { changeEmail } from './change-email.js';
import { forgotPassword } from './forgot-password.js';
import { RECOVERY_ROUTES } from './recovery.routes.js';
import { resetPassword } from './reset-password.js';

@Controller()
export class RecoveryController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(ACCOUNTS) readonly accounts: Accounts,
    @Inject(EMAIL_TOKENS) readonly emailTokens: EmailTokens,
    @Inject(AUTH_LIMITS) readonly limits: AuthLimits,
    @Inject(LIVE) readonly live: Live,
    @Inject(MAILER) readonly mailer: Mailer,
  ) {}

  @Handles(RECOVERY_ROUTES.forgotPassword)
  @Public()
  forgotPassword(call: PublicCall<typeof RECOVERY_ROUTES.forgotPassword>): Promise<void> {
    return forgotPassword(this, call.body, clientOf(call));
  }

  @Handles(RECOVERY_ROUTES.resetPassword)
  @Public()
  resetPassword(call: PublicCall<typeof RECOVERY_ROUTES.resetPassword>): Promise<void> {
    return resetPassword(this, call.body, clientOf(call));
  }

  @Handles(RECOVERY_ROUTES.verifyEmail)
  @Public()
  async verifyEmail(call: PublicCall<typeof RECOVERY_ROUTES.verifyEmail>): Promise<VerifiedEmailView> {
    const client = clientOf(call);
    await this.limits.checkAttempt(client);
    const { email } = await this.emailTokens.verify(call.body.token, client.context);
    return { email };
  }

  @Handles(RECOVERY_ROUTES.changeEmail)
  @SignedIn()
  changeEmail(call: UserCall<typeof RECOVERY_ROUTES.changeEmail>): Promise<void> {
    return changeEmail(this, call.actor, call.body, clientOf(call));
  }
}
