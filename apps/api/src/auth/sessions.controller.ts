import type { SessionView } from '@media/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { UserCall } from '../http/route.js';
import { listSessions } from './list-sessions.js';
import { revokeSession } from './revoke-session.js';
import { forgetSessionCookie } from './session-cookie.js';
import { SESSION_ROUTES } from './sessions.routes.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class SessionsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(SESSION_ROUTES.listSessions)
  @SignedIn()
  list({ actor }: UserCall<typeof SESSION_ROUTES.listSessions>): Promise<{ items: SessionView[] }> {
    return listSessions(this.deps, actor);
  }

  @Handles(SESSION_ROUTES.revokeSessions)
  @SignedIn()
  async revokeAll({ actor, reply }: UserCall<typeof SESSION_ROUTES.revokeSessions>): Promise<void> {
    await this.deps.live.endSessions(await this.deps.sessions.revokeAll(actor.id));
    forgetSessionCookie(this.deps.config, reply);
  }

  @Handles(SESSION_ROUTES.revokeSession)
  @SignedIn()
  revoke({ actor, params }: UserCall<typeof SESSION_ROUTES.revokeSession>): Promise<void> {
    return revokeSession(this.deps, actor, params.id);
  }
}
