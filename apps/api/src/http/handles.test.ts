import 'reflect-metadata';
import type { UserActor } from '@media/core';
import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  AllowPlaybackToken,
  AllowSessionCookie,
  AllowTrashed,
  AllowViewer,
  AnyActor,
  Public,
  RequirePermission,
  SignedIn,
} from './access.js';
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
    responses: [
      { status: 200, schema: Thing },
      { status: 202, schema: z.object({ jobId: z.string() }) },
      { status: 204, description: 'Nothing to change' },
    ],
  },
  viewThing: {
    method: 'GET',
    path: '/things/:id',
    summary: 'View a thing',
    responses: [{ status: 200, schema: Thing }],
  },
});

type ChangeCall = Call<typeof ROUTES.changeThing>;
const thing: Thing = { name: 'a' };

class GoodController {
  @Handles(ROUTES.changeThing)
  @RequirePermission('video.write')
  @AllowPlaybackToken()
  @AllowViewer()
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

test('routes and access rules come from the decorators of controllers', () => {
  const routes = collectRoutes([GoodController]).map(({ operationId, access }) => ({ operationId, access }));
  expect(routes).toEqual([
    {
      operationId: 'changeThing',
      access: {
        kind: 'permission',
        permission: 'video.write',
        allowsPlaybackToken: true,
        allowsViewer: true,
        allowsTrashed: false,
      },
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
class ViewerWithoutToken {
  @Handles(ROUTES.viewThing)
  @RequirePermission('video.read')
  @AllowViewer()
  view(): Thing {
    return thing;
  }
}
class TrashOfAnyone {
  @Handles(ROUTES.viewThing)
  @Public()
  @AllowTrashed()
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
  [TrashOfAnyone, 'allows videos in the trash for others than members with a permission'],
  [ViewerWithoutToken, 'allows viewers without @AllowPlaybackToken'],
])('%o is rejected', (controller, reason) => {
  expect(() => collectRoutes([controller])).toThrow(reason);
});

test('a process with an undeclared handler does not start', async () => {
  @Module({ imports: [DiscoveryModule], providers: [RouteRegistry], controllers: [Undeclared] })
  class Careless {}
  const options = { logger: false, abortOnError: false } as const;
  await expect(NestFactory.createApplicationContext(Careless, options)).rejects.toThrow(
    'does not declare who can call',
  );
});

test('duplicate paths and operation ids are rejected', () => {
  expect(() => collectRoutes([GoodController, SameAddress])).toThrow(
    'Duplicate route or operation id: GET /things/:id',
  );
  expect(() => collectRoutes([GoodController, SameOperation])).toThrow('Duplicate route or operation id: viewThing');
});

test.each([
  ['/things/:id', RequirePermission('video.read')],
  ['/things/:id/parts', AnyActor()],
])('the path %s is rejected without an entry in resources.ts', (path, access) => {
  class NamesAThing {
    @Handles({ ...ROUTES.viewThing, path })
    @access
    view(): Thing {
      return thing;
    }
  }
  expect(() => collectRoutes([NamesAThing])).toThrow(`GET ${path}: add the resource in its path to http/resources.ts`);
});

/** Only compiled, never run: the compiler reports an `@ts-expect-error` if the line below it compiles. */
export class WrongTypes {
  // @ts-expect-error the body has no such field
  wrongField = ({ body }: ChangeCall) => body.title;

  // @ts-expect-error the path has no such parameter
  wrongParam = ({ params }: ChangeCall) => params.videoId;

  // @ts-expect-error the route has no query
  wrongQuery = ({ query }: Call<typeof ROUTES.viewThing>) => query.dry;

  // @ts-expect-error the route doesn't declare this status
  wrongStatus = ({ respond }: ChangeCall) => respond(201, thing);

  // @ts-expect-error the body belongs to another status
  wrongBodyOfStatus = ({ respond }: ChangeCall) => respond(202, thing);

  // @ts-expect-error this status has no body
  bodyOfNothing = ({ respond }: ChangeCall) => respond(204, thing);

  // @ts-expect-error the id has another type
  @Handles(ROUTES.changeThing)
  paramOfAnotherType(_call: { params: { id: number } }): Thing {
    return thing;
  }

  // @ts-expect-error the field has another type
  @Handles(ROUTES.changeThing)
  bodyOfAnotherType(_call: { body: { name: number } }): Thing {
    return thing;
  }

  // @ts-expect-error the call belongs to another route
  @Handles(ROUTES.viewThing)
  anotherCall({ body }: ChangeCall): Thing {
    return body;
  }

  // @ts-expect-error the result doesn't match the schema
  @Handles(ROUTES.viewThing)
  wrongResponse(): { title: string } {
    return { title: 'a' };
  }

  // @ts-expect-error the same as a promise
  @Handles(ROUTES.viewThing)
  async anotherPromise(): Promise<{ name: number }> {
    return { name: 1 };
  }

  // @ts-expect-error the result is missing
  @Handles(ROUTES.viewThing)
  async noResponse(): Promise<void> {}

  // @ts-expect-error a public call has no actor
  @Public()
  actorOfAnyone({ actor }: UserCall<typeof ROUTES.viewThing>): string {
    return actor.id;
  }

  // @ts-expect-error an actor with the permission might not be a user
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
  // @ts-expect-error the JSON response has no schema
  () => defineRoutes('Videos', { a: { ...A, responses: [{ status: 200 }] } }),
  // @ts-expect-error the same with an explicit type
  () => defineRoutes('Videos', { a: { ...A, responses: [{ status: 200, type: 'application/json' }] } }),
  // @ts-expect-error routes have no such field
  () => defineRoutes('Videos', { a: { ...A, responses: [{ status: 204 }], access: 'public' } }),
];
