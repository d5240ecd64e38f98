import type { UserView } from '@media/contracts';
import type { Account } from '@media/database';

export const toUserView = ({ emailVerifiedAt, ...account }: Account): UserView => ({
  ...account,
  emailVerifiedAt: emailVerifiedAt?.toISOString() ?? null,
});
