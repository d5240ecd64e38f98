import {
  ChangePasswordRequest,
  LoginRequest,
  RefreshRequest,
  RegisterRequest,
  type SessionTokens,
  UpdateProfileRequest,
  type UserView,
} from '@media/contracts';
import type { UserActor } from '@media/core';
import { networkOf } from '@media/runtime/http';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheUser } from '../http/actor.js';
import { Handles } from '../http/handles.js';
import { ValidBody } from '../http/valid.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import type { Client } from './auth-limits.js';
import { changePassword } from './change-password.js';
import { refreshSession } from './refresh-session.js';
import { type Origin, registerUser } from './register-user.js';
import { answerSession, cookieToken, deviceCookie, forgetSessionCookie } from './session-cookie.js';
import { signIn } from './sign-in.js';
import { updateProfile } from './update-profile.js';
import { viewAccount } from './view-account.js';

const clientOf = (request: FastifyRequest, reply: FastifyReply): Client => ({
  network: networkOf(request.ip),
  noteQuota: quotaHeaders(reply),
});

const originOf = (request: FastifyRequest, reply: FastifyReply): Origin => ({
  ...clientOf(request, reply),
  userAgent: request.headers['user-agent'],
  deviceToken: deviceCookie(request),
});

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class AuthController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('register')
  async register(
    @ValidBody('register') body: RegisterRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokens> {
    const opened = await registerUser(this.deps, body, originOf(request, reply));
    return answerSession(this.deps.config, reply, opened, body.session);
  }

  @Handles('login')
  async login(
    @ValidBody('login') body: LoginRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokens> {
    const opened = await signIn(this.deps, body, originOf(request, reply));
    return answerSession(this.deps.config, reply, opened, body.session);
  }

  @Handles('refresh')
  async refresh(
    @ValidBody('refresh') body: RefreshRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokens> {
    const token = body?.refreshToken ?? cookieToken(this.deps.config, request);
    const opened = await refreshSession(this.deps, token, clientOf(request, reply));
    return answerSession(this.deps.config, reply, opened, body?.refreshToken ? 'token' : 'cookie');
  }

  @Handles('logout')
  async logout(@TheUser() user: UserActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.deps.sessions.revoke(user.id, user.sessionId);
    await this.deps.live.endSessions([user.sessionId]);
    forgetSessionCookie(this.deps.config, reply);
  }

  @Handles('me')
  me(@TheUser() user: UserActor): Promise<UserView> {
    return viewAccount(this.deps, user.id);
  }

  @Handles('updateProfile')
  updateProfile(@TheUser() user: UserActor, @ValidBody('updateProfile') body: UpdateProfileRequest): Promise<UserView> {
    return updateProfile(this.deps, user, body);
  }

  @Handles('changePassword')
  changePassword(
    @TheUser() user: UserActor,
    @ValidBody('changePassword') body: ChangePasswordRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return changePassword(this.deps, user, body, clientOf(request, reply));
  }
}
