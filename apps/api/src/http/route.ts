import type { ErrorCode, RequestActor, UserActor } from '@media/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { TagName } from '../openapi/tags.js';

type Described = { description?: string };
/** JSON by a schema. There is no JSON answer without one. */
type JsonAnswer = Described & {
  status: number;
  type?: undefined;
  schema: z.ZodType;
  /** The handler returns the JSON as text, which it has kept. */
  isSerialized?: true;
};
/** Server-sent events; the schema is that of each message's data. */
type EventStreamAnswer = Described & { status: 200; type: 'text/event-stream'; schema: z.ZodType };
/** A text or a file. */
type FileAnswer = Described & { status: 200; type: FileType; schema?: undefined };
type EmptyAnswer = Described & { status: 204 | 302 | 304; type?: undefined; schema?: undefined };

export type FileType = 'application/vnd.apple.mpegurl' | 'application/dash+xml' | 'text/html' | '*/*';
export type RouteAnswer = JsonAnswer | EventStreamAnswer | FileAnswer | EmptyAnswer;

/** What a route takes and gives. Who can call it is decided by a decorator of its handler. */
export type RouteContract = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** A few words, without a full stop. */
  summary: string;
  /** Markdown, for what the summary leaves out. */
  description?: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The first is what the route answers when nothing else is said. */
  answers: readonly [RouteAnswer, ...RouteAnswer[]];
  /** The errors of this route, besides those that every route can answer. */
  errors?: readonly ErrorCode[];
  examples?: RouteExamples;
  honoursIdempotencyKey?: true;
  /** Anyone can call it, but the cookie of a session makes a difference. */
  takesSessionCookie?: true;
};

export type RouteExamples = {
  body?: unknown;
  /** By status. */
  answers?: Readonly<Record<number, unknown>>;
};

/** `tag` is its chapter in the API reference. */
export type Route = RouteContract & { operationId: string; tag: TagName };

type NothingElse<T> = { readonly [K in keyof T]: Record<Exclude<keyof T[K], keyof RouteContract>, never> };
type Named<T> = { readonly [K in keyof T & string]: T[K] & { operationId: K; tag: TagName } };

/** Routes of one chapter of the API reference, by operation id. Unknown fields don't compile. */
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
    ? string | Uint8Array
    : A extends { schema: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : NoBody;

declare const answered: unique symbol;
/** Says that `respond` has set the status. */
export type Responded = { readonly [answered]: true };

type AnswerOf<R extends Route, Status> = Extract<R['answers'][number], { status: Status }>;
type BodyArgument<Body> = Body extends void ? [] : [body: Body];

/** Answers with another status than the route's first: `return respond(200, body)`. */
export type Respond<R extends Route> = <Status extends R['answers'][number]['status']>(
  status: Status,
  ...body: BodyArgument<BodyOf<AnswerOf<R, Status>>>
) => Responded;

/** A request that has passed its route's schemas, and by whom it is made. */
export type Call<R extends Route, Actor = RequestActor> = {
  params: Parsed<R, 'params'>;
  query: Parsed<R, 'query'>;
  body: Parsed<R, 'body'>;
  actor: Actor;
  respond: Respond<R>;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** A call of someone who is signed in. */
export type UserCall<R extends Route> = Call<R, UserActor>;
/** A call that anyone can make. */
export type PublicCall<R extends Route> = Call<R, undefined>;

/** What a handler returns: the body of the route's first answer, or what `respond` gave it. */
export type Result<R extends Route> = BodyOf<R['answers'][0]> | Responded;

/** Decorates a method that can be given such a call, and returns such a result. */
export type HandlerDecorator<C, R = unknown> = <Handler extends (call: C) => R>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;
