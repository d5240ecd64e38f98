import type { OrganizationId } from '@media/core';

/** `isUnknown`: there are others. */
type Woken = { organizations: ReadonlySet<OrganizationId>; isUnknown: boolean };

/** Collects organizations whose tasks may have become ready, and lets a loop sleep until there is one. */
export const collectWoken = () => {
  let organizations = new Set<OrganizationId>();
  let isUnknown = false;
  let isInterrupted = false;
  let wake: (() => void) | undefined;
  const isAwake = () => isInterrupted || isUnknown || organizations.size > 0;
  return {
    /** Undefined: the organization isn't known. */
    add: (organization: OrganizationId | undefined): void => {
      if (organization === undefined) isUnknown = true;
      else organizations.add(organization);
      wake?.();
    },
    /** Ends the current sleep, or the next one. */
    interrupt: (): void => {
      isInterrupted = true;
      wake?.();
    },
    /** What was added since the last call. */
    take: (): Woken => {
      const taken = { organizations, isUnknown };
      organizations = new Set();
      isUnknown = false;
      return taken;
    },
    /** Returns at once if something was added since `take`, otherwise when that happens, or after `ms`. */
    sleep: async (ms: number): Promise<void> => {
      if (!isAwake()) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        await promise;
        clearTimeout(timer);
      }
      wake = undefined;
      isInterrupted = false;
    },
  };
};
export type WokenFlows = ReturnType<typeof collectWoken>;
