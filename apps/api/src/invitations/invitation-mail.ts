import type { Invitation } from '@media/database';
import { type Mail, nameInMail } from '@media/runtime/mail';

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** Strangers can choose both names, so nothing in them becomes a link. */
export const invitationMail = (invitation: Invitation, url: string): Mail => {
  const { email, role, expiresAt } = invitation;
  const [inviter, organization] = [nameInMail(invitation.invitedBy), nameInMail(invitation.organization.name)];
  return {
    to: email,
    subject: `${inviter} invited you to ${organization}`,
    text: `${inviter} invited you to join the organization “${organization}” with the role ${role}.

To accept the invitation, open this link:

${url}

The link works once, until ${DATE.format(expiresAt)} UTC, and only for an account with the address ${email}. If you don't know who
sent this, ignore this email.
`,
  };
};
