import type { SessionView } from '@media/contracts';
import type { SessionId } from '@media/core';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { type Identity, TheIdentity } from '../http/caller.js';
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
  list(@TheIdentity() identity: Identity): Promise<{ items: SessionView[] }> {
    return listSessions(this.deps, identity);
  }

  @Handles('revokeSessions')
  async revokeAll(@TheIdentity() identity: Identity, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.deps.live.endSessions(await this.deps.sessions.revokeAll(identity.userId));
    forgetSessionCookie(this.deps.config, reply);
  }

  @Handles('revokeSession')
  revoke(@TheIdentity() identity: Identity, @ValidParams('revokeSession') { id }: { id: SessionId }): Promise<void> {
    return revokeSession(this.deps, identity, id);
  }
}
