import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  Res,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createCallReader } from './read-call.js';
import type { Call, HandlerDecorator, Result, Route, RouteResponse } from './route.js';

const ROUTE = 'route';

const contentTypeOf = ({ type }: RouteResponse): string | undefined => {
  if (type === undefined || type === '*/*' || type === 'text/event-stream') return undefined;
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
};

/** The only parameter of a handler. */
const argumentOf = (route: Route): ParameterDecorator => {
  const read = createCallReader(route);
  return createParamDecorator((_: unknown, context: ExecutionContext) => {
    const http = context.switchToHttp();
    return read(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  })();
};

/**
 * Binds a controller method to a route: path, success status, and the `Call` it receives. The types of the call and the result
 * follow from the route's schemas. Access is declared by the decorators in access.ts.
 */
export const Handles = <const R extends Route>(
  route: R,
): HandlerDecorator<Call<R, never>, Result<R> | Promise<Result<R>>> => {
  const { method, path, responses } = route;
  const type = contentTypeOf(responses[0]);
  const decorate = applyDecorators(
    RequestMapping({ method: RequestMethod[method], path }),
    HttpCode(responses[0].status),
    SetMetadata(ROUTE, route),
    ...(type ? [Header('content-type', type)] : []),
  );
  const call = argumentOf(route);
  return (target, key, descriptor) => {
    decorate(target, key, descriptor);
    call(target, key, 0);
    // The handler writes the stream itself, so Nest must not send a response.
    if (responses[0].type === 'text/event-stream') Res()(target, key, 1);
  };
};

/** The route of a handler, or undefined if it isn't bound to one. */
export const routeOf = (handler: object): Route | undefined => Reflect.getMetadata(ROUTE, handler);
