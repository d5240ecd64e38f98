import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { type Access, accessOf } from './access.js';
import { routeOf } from './handles.js';
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

/**
 * Every route that the controllers handle, as their decorators say.
 * @throws Error when a handler does not declare its access, or two share an address or an operation id
 */
export const collectRoutes = (controllers: readonly Type[]): HandledRoute[] => {
  const routes = controllers.flatMap(routesOf);
  assertUnique(routes, nameOf);
  assertUnique(routes, ({ operationId }) => operationId);
  return routes;
};
