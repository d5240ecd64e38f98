import type { SessionTokens, UserView } from '@media/contracts';
import { networkOf } from '@media/runtime/http';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { AllowSessionCookie, Public, SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { PublicCall, UserCall } from '../http/route.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import { AUTH_ROUTES } from './auth.routes.js';
import type { Client } from './auth-limits.js';
import { changePassword } from './change-password.js';
import { refreshSession } from './refresh-session.js';
import { type Origin, registerUser } from './register-user.js';
import { answerSession, cookieToken, deviceCookie, forgetSessionCookie } from './session-cookie.js';
import { signIn } from './sign-in.js';
import { updateProfile } from './update-profile.js';
import { viewAccount } from './view-account.js';

type Http = { request: FastifyRequest; reply: FastifyReply };

const clientOf = ({ request, reply }: Http): Client => ({
  network: networkOf(request.ip),
  noteQuota: quotaHeaders(reply),
});

const originOf = (http: Http): Origin => ({
  ...clientOf(http),
  userAgent: http.request.headers['user-agent'],
  deviceToken: deviceCookie(http.request),
});

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class AuthController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(AUTH_ROUTES.register)
  @Public()
  async register(call: PublicCall<typeof AUTH_ROUTES.register>): Promise<SessionTokens> {
    const opened = await registerUser(this.deps, call.body, originOf(call));
    return answerSession(this.deps.config, call.reply, opened, call.body.session);
  }

  @Handles(AUTH_ROUTES.login)
  @Public()
  async login(call: PublicCall<typeof AUTH_ROUTES.login>): Promise<SessionTokens> {
    const opened = await signIn(this.deps, call.body, originOf(call));
    return answerSession(this.deps.config, call.reply, opened, call.body.session);
  }

  @Handles(AUTH_ROUTES.refresh)
  @Public()
  async refresh(call: PublicCall<typeof AUTH_ROUTES.refresh>): Promise<SessionTokens> {
    const { body, request, reply } = call;
    const token = body?.refreshToken ?? cookieToken(this.deps.config, request);
    const opened = await refreshSession(this.deps, token, clientOf(call));
    return answerSession(this.deps.config, reply, opened, body?.refreshToken ? 'token' : 'cookie');
  }

  @Handles(AUTH_ROUTES.logout)
  @SignedIn()
  @AllowSessionCookie()
  async logout({ actor, reply }: UserCall<typeof AUTH_ROUTES.logout>): Promise<void> {
    await this.deps.sessions.revoke(actor.id, actor.sessionId);
    await this.deps.live.endSessions([actor.sessionId]);
    forgetSessionCookie(this.deps.config, reply);
  }

  @Handles(AUTH_ROUTES.me)
  @SignedIn()
  me({ actor }: UserCall<typeof AUTH_ROUTES.me>): Promise<UserView> {
    return viewAccount(this.deps, actor.id);
  }

  @Handles(AUTH_ROUTES.updateProfile)
  @SignedIn()
  updateProfile({ actor, body }: UserCall<typeof AUTH_ROUTES.updateProfile>): Promise<UserView> {
    return updateProfile(this.deps, actor, body);
  }

  @Handles(AUTH_ROUTES.changePassword)
  @SignedIn()
  changePassword(call: UserCall<typeof AUTH_ROUTES.changePassword>): Promise<void> {
    return changePassword(this.deps, call.actor, call.body, clientOf(call));
  }
}
