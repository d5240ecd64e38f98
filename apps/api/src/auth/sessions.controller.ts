import type { SessionView } from '@media/contracts';
import type { Sessions } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { UserCall } from '../http/route.js';
import { SESSIONS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import { listSessions } from './list-sessions.js';
import { revokeSession } from './revoke-session.js';
import { clearSessionCookie } from './session-cookie.js';
import { SESSION_ROUTES } from './sessions.routes.js';

@Controller()
export class SessionsController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(SESSIONS) readonly sessions: Sessions,
    @Inject(LIVE) readonly live: Live,
  ) {}

  @Handles(SESSION_ROUTES.listSessions)
  @SignedIn()
  list({ actor }: UserCall<typeof SESSION_ROUTES.listSessions>): Promise<{ items: SessionView[] }> {
    return listSessions(this, actor);
  }

  @Handles(SESSION_ROUTES.revokeSessions)
  @SignedIn()
  async revokeAll({ actor, reply }: UserCall<typeof SESSION_ROUTES.revokeSessions>): Promise<void> {
    await this.live.endSessions(await this.sessions.revokeAll(actor));
    clearSessionCookie(this.config, reply);
  }

  @Handles(SESSION_ROUTES.revokeSession)
  @SignedIn()
  revoke({ actor, params }: UserCall<typeof SESSION_ROUTES.revokeSession>): Promise<void> {
    return revokeSession(this, actor, params.id);
  }
}
