import type { CreateInvitationRequest, InvitationCreated } from '@media/contracts';
import { AppError, hasRole, type OrganizationId, type RequestActor, responsibleUser, type UserId } from '@media/core';
import type { Accounts, Invitations } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import type { Links } from '../http/respond-idempotently.js';
import { invitationMail } from './invitation-mail.js';
import { toInvitationView } from './list-invitations.js';

type Deps = {
  accounts: Pick<Accounts, 'isVerified'>;
  invitations: Invitations;
  mailer: Mailer;
  config: Pick<ApiConfig, 'publicUrl' | 'mail'>;
};

/** Browsers send the fragment to no server, so tokens appear in no log. */
const linkOf = ({ config }: { config: Pick<ApiConfig, 'publicUrl'> }, token: string): string =>
  `${config.publicUrl}/invitations#${token}`;

/**
 * Whoever registers an address of somebody else could otherwise send emails in their name, and keep accomplices in their organizations.
 * Without a mail server, nobody can confirm an address.
 */
const checkAddress = async ({ accounts, config }: Deps, inviter: UserId): Promise<void> => {
  if (config.mail.smtpUrl && !(await accounts.isVerified(inviter))) throw new AppError('EMAIL_NOT_VERIFIED');
};

/**
 * Invites an email address and sends the link to it. An API key can only give roles whose permissions it has.
 * @throws AppError EMAIL_NOT_VERIFIED, ROLE_TOO_HIGH, ALREADY_MEMBER, and FORBIDDEN or ORGANIZATION_NOT_FOUND if the inviter has just lost their role
 */
export const createInvitation = async (
  deps: Deps,
  actor: RequestActor,
  { email, role }: CreateInvitationRequest,
): Promise<InvitationCreated> => {
  await checkAddress(deps, responsibleUser(actor));
  if (!hasRole(actor, role)) throw new AppError('ROLE_TOO_HIGH', { role });
  const invited = { actor, email: email.toLowerCase(), role };
  const { invitation, token } = await deps.invitations.create(invited);
  const url = linkOf(deps, token);
  deps.mailer.send(async () => invitationMail(invitation, url));
  return { ...toInvitationView(invitation), url, isEmailed: deps.config.mail.smtpUrl !== undefined };
};

/** Only hashes of tokens are stored. A repeated request gets a link with another token of the same invitation. */
export const invitationLinks = (
  deps: Pick<Deps, 'invitations' | 'config'>,
  organizationId: OrganizationId,
): Links<InvitationCreated> => ({
  without: (created) => ({ ...created, url: '' }),
  renew: async (created) => ({
    ...created,
    url: linkOf(deps, await deps.invitations.addToken(organizationId, created.id)),
  }),
});
