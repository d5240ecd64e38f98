import type { Invitation } from '@media/database';
import type { Mail } from '@media/runtime/mail';

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** The names are one line each: contracts refuse line breaks and characters that change the text direction. */
export const invitationMail = ({ organization, email, role, invitedBy, expiresAt }: Invitation, url: string): Mail => ({
  to: email,
  subject: `${invitedBy} invited you to ${organization.name}`,
  text: `${invitedBy} invited you to join the organization “${organization.name}” with the role ${role}.

To accept the invitation, open this link:

${url}

The link works once, until ${DATE.format(expiresAt)} UTC, and only for an account with the address ${email}. If you don't know who
sent this, ignore this email.
`,
});
