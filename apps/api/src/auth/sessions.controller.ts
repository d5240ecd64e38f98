import type { SessionView } from '@media/contracts';
import type { SessionId, UserActor } from '@media/core';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheUser } from '../http/actor.js';
import { Handles } from '../http/handles.js';
import { ValidParams } from '../http/valid.js';
import { listSessions } from './list-sessions.js';
import { revokeSession } from './revoke-session.js';
import { forgetSessionCookie } from './session-cookie.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class SessionsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('listSessions')
  list(@TheUser() user: UserActor): Promise<{ items: SessionView[] }> {
    return listSessions(this.deps, user);
  }

  @Handles('revokeSessions')
  async revokeAll(@TheUser() user: UserActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.deps.live.endSessions(await this.deps.sessions.revokeAll(user.id));
    forgetSessionCookie(this.deps.config, reply);
  }

  @Handles('revokeSession')
  revoke(@TheUser() user: UserActor, @ValidParams('revokeSession') { id }: { id: SessionId }): Promise<void> {
    return revokeSession(this.deps, user, id);
  }
}
