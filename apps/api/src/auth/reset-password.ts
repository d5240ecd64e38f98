import type { ResetPasswordRequest } from '@media/contracts';
import type { EmailTokens } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import type { AuthLimits } from '../limits/auth-limits.js';
import { passwordChangedMail } from './account-mails.js';
import type { AuthClient } from './auth-client.js';
import { hashNewPassword } from './passwords.js';

type Deps = {
  emailTokens: EmailTokens;
  limits: AuthLimits;
  live: Live;
  mailer: Mailer;
  config: Pick<ApiConfig, 'publicUrl'>;
};

/**
 * Sets a new password by the token of a link. Ends all sessions and playback tokens of the user and, if nobody has confirmed the address
 * before, API keys and invitations. A password that is refused doesn't use up the token. @throws AppError LINK_GONE, PASSWORD_TOO_COMMON, RATE_LIMITED
 */
export const resetPassword = async (
  { emailTokens, limits, live, mailer, config }: Deps,
  { token, password }: ResetPasswordRequest,
  client: AuthClient,
): Promise<void> => {
  await limits.checkAttempt(client);
  const passwordHash = await hashNewPassword(password, 'password');
  const { email, sessions, earlier } = await emailTokens.resetPassword(token, passwordHash, client.context);
  await live.endSessions(sessions);
  mailer.send(async () => passwordChangedMail(config, email, earlier));
};
