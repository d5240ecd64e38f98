import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { type Access, accessOf, actsInOrganization } from './access.js';
import { routeOf } from './handles.js';
import { namesItsOrganization } from './resources.js';
import type { Route } from './route.js';

/** A route, the method that handles it, and who can call it. */
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
    if (same.length > 1) throw new Error(`There are ${same.length} routes ${key}`);
  }
};

/** Else the header would decide in which organization the caller acts, though the path names something of one. */
const assertPlace = (route: HandledRoute): void => {
  const isOpen = actsInOrganization(route.access) && route.path.includes(':') && !namesItsOrganization(route.path);
  if (isOpen) throw new Error(`${nameOf(route)}: http/resources.ts doesn't say what its path names`);
};

/**
 * Every route that the controllers handle, as their decorators say.
 * @throws Error when a handler does not declare its access, two share an address or an operation id, or a path names something that
 * has no row in resources.ts
 */
export const collectRoutes = (controllers: readonly Type[]): HandledRoute[] => {
  const routes = controllers.flatMap(routesOf);
  assertUnique(routes, nameOf);
  assertUnique(routes, ({ operationId }) => operationId);
  for (const route of routes) assertPlace(route);
  return routes;
};
