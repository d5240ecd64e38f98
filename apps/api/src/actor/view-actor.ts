import type { ActorView } from '@media/contracts';
import type { RequestActor } from '@media/core';

export const viewActor = (actor: RequestActor): ActorView => {
  const { type, id, organizationId, permissions } = actor;
  return {
    ...{ type, id, organizationId },
    ...(actor.type === 'user' && { role: actor.role }),
    permissions: [...permissions],
  };
};
