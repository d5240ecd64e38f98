import type { ForgotPasswordRequest } from '@media/contracts';
import type { EmailTokens } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { resetMail } from './account-mails.js';

type Deps = { emailTokens: EmailTokens; limits: AuthLimits; mailer: Mailer; config: Pick<ApiConfig, 'publicUrl'> };

/**
 * Sends a link to choose a new password. The account is looked up after the response, so neither the response nor its time
 * reveals whether there is one. @throws AppError RATE_LIMITED
 */
export const forgotPassword = async (
  { emailTokens, limits, mailer, config }: Deps,
  { email }: ForgotPasswordRequest,
  client: Client,
): Promise<void> => {
  await limits.checkAttempt(client);
  const address = email.toLowerCase();
  mailer.send(async () => {
    if (!(await limits.allowsEmail(address))) return undefined;
    const token = await emailTokens.createForPassword(address);
    return token === undefined ? undefined : resetMail(config, address, token);
  });
};
