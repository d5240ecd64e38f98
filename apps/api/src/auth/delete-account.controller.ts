import type { Accounts, OrganizationRemoval } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import { Controller, Inject } from '@nestjs/common';
import { SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { UserCall } from '../http/route.js';
import { ACCOUNTS, ORGANIZATION_REMOVAL } from '../infrastructure/database.module.js';
import { MAILER } from '../infrastructure/mail.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import type { AuthLimits } from '../limits/auth-limits.js';
import { AUTH_LIMITS } from '../limits/limits.module.js';
import { clientOf } from './auth-client.js';
import { deleteAccount } from './delete-account.js';
import { DELETE_ACCOUNT_ROUTES as ROUTES } from './delete-account.routes.js';
import { clearSessionCookie } from './session-cookie.js';

@Controller()
export class DeleteAccountController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(ACCOUNTS) readonly accounts: Accounts,
    @Inject(ORGANIZATION_REMOVAL) readonly removal: OrganizationRemoval,
    @Inject(AUTH_LIMITS) readonly limits: AuthLimits,
    @Inject(LIVE) readonly live: Live,
    @Inject(MAILER) readonly mailer: Mailer,
  ) {}

  @Handles(ROUTES.deleteAccount)
  @SignedIn()
  async delete(call: UserCall<typeof ROUTES.deleteAccount>): Promise<void> {
    await deleteAccount(this, call.actor, call.body, clientOf(call));
    clearSessionCookie(this.config, call.reply);
  }
}
