import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { type RouteName, routeNamed } from './routes.js';

const ROUTE = 'route';

/** Binds a controller's method to a row of the route table: address, success status and who may call it. */
export const Handles = (name: RouteName): MethodDecorator => {
  const { method, path, answers } = routeNamed(name);
  return applyDecorators(
    RequestMapping({ method: RequestMethod[method], path }),
    HttpCode(answers[0].status),
    SetMetadata(ROUTE, name),
  );
};

/** The row that a handler was bound to; undefined for one that nobody bound. */
export const routeOf = (handler: object): RouteName | undefined => Reflect.getMetadata(ROUTE, handler);
