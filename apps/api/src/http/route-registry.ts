import { AppError } from '@media/core';
import { Inject, Injectable, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { collectRoutes, type HandledRoute } from './collect-routes.js';

/** All routes of this process, collected from its controllers. */
@Injectable()
export class RouteRegistry {
  readonly routes: readonly HandledRoute[];
  private readonly byHandler: ReadonlyMap<object, HandledRoute>;

  /** @throws Error like `collectRoutes`, which keeps the process from starting */
  constructor(@Inject(DiscoveryService) discovery: DiscoveryService) {
    const controllers = discovery.getControllers().flatMap(({ metatype }) => (isClass(metatype) ? [metatype] : []));
    this.routes = collectRoutes(controllers);
    this.byHandler = new Map(this.routes.map((route) => [route.handler, route]));
  }

  /** The route of a handler. @throws AppError FORBIDDEN if it has none, which the check at startup prevents */
  of(handler: object): HandledRoute {
    const route = this.byHandler.get(handler);
    if (!route) throw new AppError('FORBIDDEN', { reason: 'a handler without a route' });
    return route;
  }
}

const isClass = (metatype: unknown): metatype is Type => typeof metatype === 'function';
