import type { Readable } from 'node:stream';
import type { ErrorCode, RequestActor, UserActor } from '@media/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { TagName } from '../openapi/tags.js';

type Described = { description?: string };
/** JSON, which always has a schema. */
type JsonResponse = Described & {
  status: number;
  type?: undefined;
  schema: z.ZodType;
  /** The handler returns cached JSON text. */
  isSerialized?: true;
};
/** Server-sent events. The schema describes the data of each message. */
type EventStreamResponse = Described & { status: 200; type: 'text/event-stream'; schema: z.ZodType };
/** A text or a file. */
type FileResponse = Described & { status: 200; type: FileType; schema?: undefined };
type EmptyResponse = Described & { status: 204 | 302 | 304; type?: undefined; schema?: undefined };

export type FileType = 'application/vnd.apple.mpegurl' | 'application/dash+xml' | 'text/html' | '*/*';
export type RouteResponse = JsonResponse | EventStreamResponse | FileResponse | EmptyResponse;

/** Input and output of a route. Access is declared by decorators of its handler. */
export type RouteContract = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** A few words, without a period at the end. */
  summary: string;
  /** Markdown. */
  description?: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** If it is smaller than that of all routes. */
  maxBodyBytes?: number;
  /** The first one is the default. Handlers return others with `respond`. */
  responses: readonly [RouteResponse, ...RouteResponse[]];
  /** Errors specific to this route. Those implied by its input and access rules are added automatically. */
  errors?: readonly ErrorCode[];
  examples?: RouteExamples;
  honorsIdempotencyKey?: true;
  /** A public route that also reads the session cookie. */
  takesSessionCookie?: true;
};

export type RouteExamples = {
  body?: unknown;
  /** By status. */
  responses?: Readonly<Record<number, unknown>>;
};

/** `tag` is its section in the API reference. */
export type Route = RouteContract & { operationId: string; tag: TagName };

type NothingElse<T> = { readonly [K in keyof T]: Record<Exclude<keyof T[K], keyof RouteContract>, never> };
type Named<T> = { readonly [K in keyof T & string]: T[K] & { operationId: K; tag: TagName } };

/** Defines the routes of one section of the API reference, by operation id. Unknown fields don't compile. */
export const defineRoutes = <const T extends Readonly<Record<string, RouteContract>>>(
  tag: TagName,
  contracts: T & NothingElse<T>,
): Named<T> => {
  const named = Object.entries<RouteContract>(contracts).map(([operationId, contract]) => [
    operationId,
    { ...contract, operationId, tag },
  ]);
  return Object.fromEntries(named);
};

type Parsed<R, Part extends 'params' | 'query' | 'body'> =
  R extends Readonly<Record<Part, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;

// biome-ignore lint/suspicious/noConfusingVoidType: it is what a handler returns that sends no body
type NoBody = void;

type BodyOf<A> = A extends { type: 'text/event-stream' }
  ? NoBody
  : A extends { isSerialized: true } | { type: FileType }
    ? string | Uint8Array | Readable
    : A extends { schema: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : NoBody;

declare const answered: unique symbol;
/** Marks a body returned by `respond`. */
export type Responded = { readonly [answered]: true };

type ResponseOf<R extends Route, Status> = Extract<R['responses'][number], { status: Status }>;
type BodyArgument<Body> = Body extends void ? [] : [body: Body];

/** Returns a status other than the route's first: `return respond(200, body)`. */
export type Respond<R extends Route> = <Status extends R['responses'][number]['status']>(
  status: Status,
  ...body: BodyArgument<BodyOf<ResponseOf<R, Status>>>
) => Responded;

/** A validated request and its actor. */
export type Call<R extends Route, Actor = RequestActor> = {
  params: Parsed<R, 'params'>;
  query: Parsed<R, 'query'>;
  body: Parsed<R, 'body'>;
  actor: Actor;
  respond: Respond<R>;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** A call by a signed-in user. */
export type UserCall<R extends Route> = Call<R, UserActor>;
/** A call without authentication. */
export type PublicCall<R extends Route> = Call<R, undefined>;

/** What a handler returns: the body of the route's first response, or the result of `respond`. */
export type Result<R extends Route> = BodyOf<R['responses'][0]> | Responded;

/** Decorates a method that accepts this type of call and returns this type of result. */
export type HandlerDecorator<C, R = unknown> = <Handler extends (call: C) => R>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;
