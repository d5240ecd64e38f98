import type { UserId } from '@media/core';
import type { EmailTokens } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import { verificationMail } from './account-mails.js';

export type VerificationDeps = { emailTokens: EmailTokens; mailer: Mailer; config: Pick<ApiConfig, 'publicUrl'> };

/** Sends a link that confirms an address of a user, in the background. */
export const sendVerification = ({ emailTokens, mailer, config }: VerificationDeps, id: UserId, email: string): void =>
  mailer.send(async () => verificationMail(config, email, await emailTokens.createForAddress(id, email)));
