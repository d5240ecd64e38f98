import type { RegistrationView, SessionTokens, UserView } from '@media/contracts';
import type { Accounts, EmailTokens, Invitations, Sessions } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import { Controller, Inject } from '@nestjs/common';
import { AllowSessionCookie, Public, SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { PublicCall, UserCall } from '../http/route.js';
import { ACCOUNTS, EMAIL_TOKENS, INVITATIONS, SESSIONS } from '../infrastructure/database.module.js';
import { MAILER } from '../infrastructure/mail.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import type { AuthLimits } from '../limits/auth-limits.js';
import { AUTH_LIMITS } from '../limits/limits.module.js';
import { AUTH_ROUTES } from './auth.routes.js';
import { clientOf, type Http } from './auth-client.js';
import { changePassword } from './change-password.js';
import { registrationNow } from './check-registration.js';
import { refreshSession } from './refresh-session.js';
import { registerUser, type SignInClient } from './register-user.js';
import { clearSessionCookie, cookieToken, deviceCookie, sendSession } from './session-cookie.js';
import { signIn } from './sign-in.js';
import type { Tokens } from './tokens.js';
import { TOKENS } from './tokens.module.js';
import { updateProfile } from './update-profile.js';
import { viewAccount } from './view-account.js';

const signInClientOf = (http: Http): SignInClient => ({
  ...clientOf(http),
  userAgent: http.request.headers['user-agent'],
  deviceToken: deviceCookie(http.request),
});

@Controller()
export class AuthController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(ACCOUNTS) readonly accounts: Accounts,
    @Inject(SESSIONS) readonly sessions: Sessions,
    @Inject(TOKENS) readonly tokens: Tokens,
    @Inject(AUTH_LIMITS) readonly limits: AuthLimits,
    @Inject(LIVE) readonly live: Live,
    @Inject(EMAIL_TOKENS) readonly emailTokens: EmailTokens,
    @Inject(INVITATIONS) readonly invitations: Invitations,
    @Inject(MAILER) readonly mailer: Mailer,
  ) {}

  @Handles(AUTH_ROUTES.register)
  @Public()
  async register(call: PublicCall<typeof AUTH_ROUTES.register>): Promise<SessionTokens> {
    const opened = await registerUser(this, call.body, signInClientOf(call));
    return sendSession(this.config, call.reply, opened, call.body.session);
  }

  @Handles(AUTH_ROUTES.viewRegistration)
  @Public()
  async viewRegistration(_call: PublicCall<typeof AUTH_ROUTES.viewRegistration>): Promise<RegistrationView> {
    return { mode: await registrationNow(this) };
  }

  @Handles(AUTH_ROUTES.login)
  @Public()
  async login(call: PublicCall<typeof AUTH_ROUTES.login>): Promise<SessionTokens> {
    const opened = await signIn(this, call.body, signInClientOf(call));
    return sendSession(this.config, call.reply, opened, call.body.session);
  }

  @Handles(AUTH_ROUTES.refresh)
  @Public()
  async refresh(call: PublicCall<typeof AUTH_ROUTES.refresh>): Promise<SessionTokens> {
    const { body, request, reply } = call;
    const token = body?.refreshToken ?? cookieToken(this.config, request);
    const opened = await refreshSession(this, token, clientOf(call));
    return sendSession(this.config, reply, opened, body?.refreshToken ? 'token' : 'cookie');
  }

  @Handles(AUTH_ROUTES.logout)
  @SignedIn()
  @AllowSessionCookie()
  async logout({ actor, reply }: UserCall<typeof AUTH_ROUTES.logout>): Promise<void> {
    await this.sessions.revoke(actor, actor.sessionId);
    await this.live.endSessions([actor.sessionId]);
    clearSessionCookie(this.config, reply);
  }

  @Handles(AUTH_ROUTES.me)
  @SignedIn()
  me({ actor }: UserCall<typeof AUTH_ROUTES.me>): Promise<UserView> {
    return viewAccount(this, actor.id);
  }

  @Handles(AUTH_ROUTES.updateProfile)
  @SignedIn()
  updateProfile({ actor, body }: UserCall<typeof AUTH_ROUTES.updateProfile>): Promise<UserView> {
    return updateProfile(this, actor, body);
  }

  @Handles(AUTH_ROUTES.changePassword)
  @SignedIn()
  changePassword(call: UserCall<typeof AUTH_ROUTES.changePassword>): Promise<void> {
    return changePassword(this, call.actor, call.body, clientOf(call));
  }
}
