import type { ErrorEntry } from './error-entry.js';

/** Errors of requests about organizations, members, invitations and API keys. */
export const ORGANIZATION_ERRORS = {
  ORGANIZATION_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: "Organization not found. Choose one that you're a member of.",
  },
  MEMBER_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Member not found. They may have left the organization. Reload the list of members.',
  },
  LAST_OWNER: {
    kind: 'conflict',
    retry: false,
    text: 'An organization needs an owner. Make another member an owner first.',
  },
  SOLE_OWNER: {
    kind: 'conflict',
    retry: false,
    text: 'Some organizations would be left without an owner. Make another member of each an owner, or delete it. Then delete your account.',
  },
  TOO_MANY_ORGANIZATIONS: {
    kind: 'conflict',
    retry: false,
    text: 'You already own as many organizations as this server allows. Delete one, hand one over to another owner, or ask the operator for more.',
  },
  PERSONAL_ORGANIZATION: {
    kind: 'conflict',
    retry: false,
    text: 'This is the personal organization of an account. It exists as long as the account, which is always an owner of it.',
  },
  ALREADY_MEMBER: {
    kind: 'conflict',
    retry: false,
    text: 'The account with this email address is already a member of the organization. Change its role in the list of members instead.',
  },
  EMAIL_NOT_VERIFIED: {
    kind: 'forbidden',
    retry: false,
    text: 'Confirm your own email address before you invite others. Request a link to it on your account page, and open the link.',
  },
  INVITATION_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Invitation not found. It may have been accepted, revoked or replaced, or it has expired. Reload the list of invitations.',
  },
  INVITATION_GONE: {
    kind: 'gone',
    retry: false,
    text: 'This invitation was already used, was revoked or replaced, or has expired. Ask for a new one.',
  },
  INVITATION_FOR_OTHER_ADDRESS: {
    kind: 'forbidden',
    retry: false,
    text: 'This invitation is for another email address. Sign in with that address, or ask for an invitation of yours.',
  },
  ORGANIZATION_NAME_WRONG: {
    kind: 'invalid',
    retry: false,
    text: "This isn't the organization's name, so nothing was deleted. Enter the name exactly as it is shown.",
  },
  ROLE_TOO_HIGH: {
    kind: 'forbidden',
    retry: false,
    text: "You can't give, change or remove a role above your own. Ask an owner of the organization.",
  },
  API_KEY_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'API key not found. Check the ID, or reload the list of API keys.',
  },
  API_KEY_ENDED: {
    kind: 'conflict',
    retry: false,
    text: 'This API key was already revoked or rotated, or has expired. Create a new one.',
  },
} as const satisfies Record<string, ErrorEntry>;
