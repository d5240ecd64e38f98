import type { EarlierAccess } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { type Mail, nameInMail } from '@media/runtime/mail';

type Site = Pick<ApiConfig, 'publicUrl'>;

/** The token is in the fragment, which browsers don't send: it appears in no access log and no Referer header. */
const linkTo = ({ publicUrl }: Site, page: string, token: string): string => `${publicUrl}/${page}#${token}`;

const mail = (to: string, subject: string, ...paragraphs: string[]): Mail => ({
  ...{ to, subject },
  text: `${paragraphs.join('\n\n')}\n`,
});

export const verificationMail = (site: Site, to: string, token: string): Mail =>
  mail(
    ...([to, 'Confirm your email address'] as const),
    `To confirm this email address for your account at ${site.publicUrl}, open this link:`,
    linkTo(site, 'verify-email', token),
    'The link works once and expires in 3 days. Open it only if you entered this address yourself: whoever did can keep using the account. Otherwise, ignore this email.',
  );

export const resetMail = (site: Site, to: string, token: string): Mail =>
  mail(
    ...([to, 'Reset your password'] as const),
    `To choose a new password for your account at ${site.publicUrl}, open this link:`,
    linkTo(site, 'reset-password', token),
    "The link works once and expires in an hour. If you didn't ask for it, ignore this email. Your password stays the same.",
  );

/** `earlier`: what ended because the user opened a link that was sent to them for the first time. */
export const passwordChangedMail = (site: Site, to: string, earlier?: EarlierAccess): Mail =>
  mail(
    ...([to, 'Your password was changed'] as const),
    `The password of your account at ${site.publicUrl} was changed.`,
    ...(earlier ? earlierAccess(site, earlier) : []),
    `If this wasn't you, choose a new one now: ${site.publicUrl}/forgot-password`,
  );

const earlierAccess = (site: Site, { revokedKeys, withdrawnInvitations, shared }: EarlierAccess): string[] => [
  `Until now, nobody had confirmed that this address belongs to the account. In case somebody else used it before you, all its API keys (${revokedKeys}) and open invitations (${withdrawnInvitations}) were revoked.`,
  ...(shared.length === 0
    ? []
    : [
        `You share these organizations with other people: ${shared.map((name) => `“${nameInMail(name)}”`).join(', ')}. Remove members that you don't know, and leave organizations that you don't know: ${site.publicUrl}/account`,
      ]),
];

/** For the current address, before the new one is confirmed. */
export const emailChangeMail = (site: Site, to: string, next: string): Mail =>
  mail(
    ...([to, 'Your email address is about to change'] as const),
    `Someone asked to change the email address of your account at ${site.publicUrl} to ${next}. We sent a link to that address. The change takes effect when it is opened.`,
    `If this wasn't you, choose a new password now, which cancels the change: ${site.publicUrl}/forgot-password`,
  );

export const accountDeletedMail = (site: Site, to: string): Mail =>
  mail(
    ...([to, 'Your account was deleted'] as const),
    `Your account at ${site.publicUrl} was deleted after its password was entered. The videos of its personal organization are being deleted, unless that has other members.`,
    "An account can't be restored. If this wasn't you, tell the operator of that server. As long as that server accepts new accounts, you can sign up again with this address.",
  );
