import type { Actor } from '@media/core';
import type { OrganizationRemoval } from '@media/database';
import type { Live } from '@media/runtime';

type Deps = { removal: Pick<OrganizationRemoval, 'close' | 'stopWork'>; live: Live };

/**
 * Deletes the actor's organization. Nobody has access from now on; the sweeper deletes its files and rows.
 * @throws AppError ORGANIZATION_NOT_FOUND, PERSONAL_ORGANIZATION, ORGANIZATION_NAME_WRONG
 */
export const deleteOrganization = async (deps: Deps, actor: Actor, confirmedName: string): Promise<void> => {
  await deps.removal.close(actor, confirmedName);
  await endOrganization(deps, actor);
};

/** What happens at once after an organization was closed. The sweeper would stop its work, too, but later. */
export const endOrganization = async (
  { removal, live }: Pick<Deps, 'live'> & { removal: Pick<OrganizationRemoval, 'stopWork'> },
  actor: Actor,
): Promise<void> => {
  await live.changeAccess({ organizationId: actor.organizationId });
  // The organization is closed even if this fails.
  await live.cancel(await removal.stopWork(actor).catch(() => []));
};
