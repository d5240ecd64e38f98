import 'reflect-metadata';
import type { UserActor } from '@media/core';
import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AllowPlaybackToken, AllowSessionCookie, AnyActor, Public, RequirePermission, SignedIn } from './access.js';
import { collectRoutes } from './collect-routes.js';
import { Handles } from './handles.js';
import { type Call, defineRoutes, type PublicCall, type Responded, type UserCall } from './route.js';
import { RouteRegistry } from './route-registry.js';

const Thing = z.object({ name: z.string() });
type Thing = z.infer<typeof Thing>;

const ROUTES = defineRoutes('Videos', {
  changeThing: {
    method: 'PATCH',
    path: '/videos/:id/thing',
    summary: 'Change a thing',
    params: z.strictObject({ id: z.string() }),
    query: z.object({ dry: z.stringbool().optional() }),
    body: z.strictObject({ name: z.string() }),
    answers: [
      { status: 200, schema: Thing },
      { status: 202, schema: z.object({ jobId: z.string() }) },
      { status: 204, description: 'Nothing to change' },
    ],
  },
  viewThing: { method: 'GET', path: '/things/:id', summary: 'View a thing', answers: [{ status: 200, schema: Thing }] },
});

type ChangeCall = Call<typeof ROUTES.changeThing>;
const thing: Thing = { name: 'a' };

class GoodController {
  @Handles(ROUTES.changeThing)
  @RequirePermission('video.write')
  @AllowPlaybackToken()
  async change({ params, query, body, actor, respond }: ChangeCall): Promise<Thing | Responded> {
    if (query.dry) return respond(204);
    if (actor.type === 'apiKey') return respond(202, { jobId: params.id });
    return { name: body.name };
  }

  @Handles(ROUTES.viewThing)
  @SignedIn()
  @AllowSessionCookie()
  view({ actor }: UserCall<typeof ROUTES.viewThing>): Thing {
    return { name: actor.sessionId };
  }
}

test('the routes of controllers are what their decorators say', () => {
  const routes = collectRoutes([GoodController]).map(({ operationId, access }) => ({ operationId, access }));
  expect(routes).toEqual([
    {
      operationId: 'changeThing',
      access: { kind: 'permission', permission: 'video.write', allowsPlaybackToken: true },
    },
    { operationId: 'viewThing', access: { kind: 'signedIn', allowsSessionCookie: true } },
  ]);
});

class Undeclared {
  @Handles(ROUTES.viewThing)
  view(): Thing {
    return thing;
  }
}
class DeclaredTwice {
  @Handles(ROUTES.viewThing)
  @Public()
  @RequirePermission('video.read')
  view(): Thing {
    return thing;
  }
}
class CookieOfAnyone {
  @Handles(ROUTES.viewThing)
  @Public()
  @AllowSessionCookie()
  view(): Thing {
    return thing;
  }
}
class TokenOfAnyone {
  @Handles(ROUTES.viewThing)
  @AnyActor()
  @AllowPlaybackToken()
  view(): Thing {
    return thing;
  }
}
class SameAddress {
  @Handles({ ...ROUTES.viewThing, operationId: 'other' })
  @Public()
  view(): Thing {
    return thing;
  }
}
class SameOperation {
  @Handles({ ...ROUTES.viewThing, path: '/others' })
  @Public()
  view(): Thing {
    return thing;
  }
}

test.each([
  [Undeclared, 'Undeclared.view (GET /things/:id) does not declare who can call it'],
  [DeclaredTwice, 'declares more than once who can call it'],
  [CookieOfAnyone, 'allows a session cookie without @SignedIn'],
  [TokenOfAnyone, 'allows a playback token without @RequirePermission'],
])('%o does not start', (controller, reason) => {
  expect(() => collectRoutes([controller])).toThrow(reason);
});

test('a process with such a handler does not start', async () => {
  @Module({ imports: [DiscoveryModule], providers: [RouteRegistry], controllers: [Undeclared] })
  class Careless {}
  const options = { logger: false, abortOnError: false } as const;
  await expect(NestFactory.createApplicationContext(Careless, options)).rejects.toThrow(
    'does not declare who can call',
  );
});

test('two handlers share neither an address nor an operation id', () => {
  expect(() => collectRoutes([GoodController, SameAddress])).toThrow(
    'Duplicate route or operation id: GET /things/:id',
  );
  expect(() => collectRoutes([GoodController, SameOperation])).toThrow('Duplicate route or operation id: viewThing');
});

test.each([
  ['/things/:id', RequirePermission('video.read')],
  ['/things/:id/parts', AnyActor()],
])('a path of an organization, %s, without a row in resources.ts does not start', (path, access) => {
  class NamesAThing {
    @Handles({ ...ROUTES.viewThing, path })
    @access
    view(): Thing {
      return thing;
    }
  }
  expect(() => collectRoutes([NamesAThing])).toThrow(`GET ${path}: add the resource in its path to http/resources.ts`);
});

/** Only compiled: each `@ts-expect-error` is an error of the compiler if the line below it would compile. */
export class WrongTypes {
  // @ts-expect-error a field that the body doesn't have
  wrongField = ({ body }: ChangeCall) => body.title;

  // @ts-expect-error a parameter that the path doesn't have
  wrongParam = ({ params }: ChangeCall) => params.videoId;

  // @ts-expect-error a query that the route doesn't take
  wrongQuery = ({ query }: Call<typeof ROUTES.viewThing>) => query.dry;

  // @ts-expect-error a status that the route doesn't answer
  wrongStatus = ({ respond }: ChangeCall) => respond(201, thing);

  // @ts-expect-error the body of another status
  wrongBodyOfStatus = ({ respond }: ChangeCall) => respond(202, thing);

  // @ts-expect-error a body where there is none
  bodyOfNothing = ({ respond }: ChangeCall) => respond(204, thing);

  // @ts-expect-error an id of another type than the path gives
  @Handles(ROUTES.changeThing)
  paramOfAnotherType(_call: { params: { id: number } }): Thing {
    return thing;
  }

  // @ts-expect-error a field of another type than the schema gives
  @Handles(ROUTES.changeThing)
  bodyOfAnotherType(_call: { body: { name: number } }): Thing {
    return thing;
  }

  // @ts-expect-error the call of another route
  @Handles(ROUTES.viewThing)
  anotherCall({ body }: ChangeCall): Thing {
    return body;
  }

  // @ts-expect-error another answer than the schema's
  @Handles(ROUTES.viewThing)
  anotherAnswer(): { title: string } {
    return { title: 'a' };
  }

  // @ts-expect-error the same, promised
  @Handles(ROUTES.viewThing)
  async anotherPromise(): Promise<{ name: number }> {
    return { name: 1 };
  }

  // @ts-expect-error no answer where there is one
  @Handles(ROUTES.viewThing)
  async noAnswer(): Promise<void> {}

  // @ts-expect-error anyone has no actor
  @Public()
  actorOfAnyone({ actor }: UserCall<typeof ROUTES.viewThing>): string {
    return actor.id;
  }

  // @ts-expect-error whoever has the permission need not be a user
  @RequirePermission('video.read')
  userByPermission({ actor }: UserCall<typeof ROUTES.viewThing>): string {
    return actor.sessionId;
  }

  // @ts-expect-error no such permission
  @RequirePermission('video.destroy')
  permission(): void {}

  @Public()
  anyone({ actor }: PublicCall<typeof ROUTES.viewThing>): undefined {
    return actor;
  }

  @SignedIn()
  user({ actor }: { actor: UserActor }): string {
    return actor.sessionId;
  }
}

const A = { method: 'GET', path: '/a', summary: 'A' } as const;

export const WRONG_ROUTES = [
  // @ts-expect-error JSON without a schema
  () => defineRoutes('Videos', { a: { ...A, answers: [{ status: 200 }] } }),
  // @ts-expect-error the same, with its type
  () => defineRoutes('Videos', { a: { ...A, answers: [{ status: 200, type: 'application/json' }] } }),
  // @ts-expect-error a field that routes don't have
  () => defineRoutes('Videos', { a: { ...A, answers: [{ status: 204 }], access: 'public' } }),
];
