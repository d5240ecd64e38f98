import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { type Access, accessOf, actsInOrganization } from './access.js';
import { routeOf } from './handles.js';
import { pathHasOrganization } from './resources.js';
import type { Route } from './route.js';

/** A route with its handler and access rules. */
export type HandledRoute = Route & { access: Access; handler: object };

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

const routesOf = (controller: Type): HandledRoute[] =>
  new MetadataScanner().getAllMethodNames(controller.prototype).flatMap((name) => {
    const handler: object = controller.prototype[name];
    const route = routeOf(handler);
    if (!route) return [];
    try {
      return [{ ...route, handler, access: accessOf(handler) }];
    } catch (error) {
      throw new Error(
        `${controller.name}.${name} (${nameOf(route)}) ${error instanceof Error ? error.message : error}`,
      );
    }
  });

const assertUnique = (routes: readonly HandledRoute[], keyOf: (route: HandledRoute) => string): void => {
  for (const [key, same] of Map.groupBy(routes, keyOf)) {
    if (same.length > 1) throw new Error(`Duplicate route or operation id: ${key}`);
  }
};

/** Without an entry in resources.ts, the header would select the organization, although the path identifies a resource of one. */
const assertPlace = (route: HandledRoute): void => {
  const isOpen = actsInOrganization(route.access) && route.path.includes(':') && !pathHasOrganization(route.path);
  if (isOpen) throw new Error(`${nameOf(route)}: add the resource in its path to http/resources.ts`);
};

/**
 * Every route of the controllers, from their decorators.
 * @throws Error if a handler doesn't declare its access, two routes share a path or an operation id, or the resource in a path is
 * missing in resources.ts
 */
export const collectRoutes = (controllers: readonly Type[]): HandledRoute[] => {
  const routes = controllers.flatMap(routesOf);
  assertUnique(routes, nameOf);
  assertUnique(routes, ({ operationId }) => operationId);
  for (const route of routes) assertPlace(route);
  return routes;
};
