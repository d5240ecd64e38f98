import { type OrganizationId, type SystemActor, systemActor } from '@media/core';

type Owned = { organizationId: OrganizationId };

/** A worker, on whose behalf tasks run. */
export const workerActor = ({ organizationId }: Owned): SystemActor => systemActor(organizationId, 'worker');

/** The dispatcher, which abandons lost workers and replaces orphaned jobs. */
export const dispatcherActor = ({ organizationId }: Owned): SystemActor => systemActor(organizationId, 'dispatcher');
