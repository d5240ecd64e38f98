import type { Liveness, Readiness } from '@media/contracts';
import type { Database } from '@media/database';
import type { RedisClient } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { Public } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { PublicCall, Responded } from '../http/route.js';
import { RouteRegistry } from '../http/route-registry.js';
import { DATABASE } from '../infrastructure/database.module.js';
import { REDIS } from '../infrastructure/redis.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { toOpenApi } from '../openapi/to-open-api.js';
import { checkReadiness } from './check-readiness.js';
import { docsFile, docsPage } from './docs-page.js';
import { SERVICE_ROUTES } from './service.routes.js';
import { respondWithFile, type StaticFile, staticFile } from './static-file.js';

const REVALIDATE = 'public, no-cache';
const IMMUTABLE = 'public, max-age=31536000, immutable';

@Controller()
export class ServiceController {
  private readonly description: Promise<StaticFile>;

  constructor(
    @Inject(DATABASE) readonly database: Database,
    @Inject(REDIS) readonly redis: RedisClient,
    @Inject(STORE) readonly store: ObjectStore,
    @Inject(RouteRegistry) registry: RouteRegistry,
  ) {
    this.description = staticFile('application/json; charset=utf-8', JSON.stringify(toOpenApi(registry.routes)));
  }

  @Handles(SERVICE_ROUTES.live)
  @Public()
  live(): Liveness {
    return { status: 'ok' };
  }

  @Handles(SERVICE_ROUTES.ready)
  @Public()
  async ready({ respond }: PublicCall<typeof SERVICE_ROUTES.ready>): Promise<Readiness | Responded> {
    const readiness = await checkReadiness(this);
    return readiness.status === 'ok' ? readiness : respond(503, readiness);
  }

  @Handles(SERVICE_ROUTES.openapi)
  @Public()
  async openApi(call: PublicCall<typeof SERVICE_ROUTES.openapi>): Promise<Uint8Array | Responded> {
    return respondWithFile(call, await this.description, REVALIDATE);
  }

  @Handles(SERVICE_ROUTES.docs)
  @Public()
  async docs(call: PublicCall<typeof SERVICE_ROUTES.docs>): Promise<Uint8Array | Responded> {
    return respondWithFile(call, (await docsPage()).page, REVALIDATE);
  }

  @Handles(SERVICE_ROUTES.docsFile)
  @Public()
  async docsFile(call: PublicCall<typeof SERVICE_ROUTES.docsFile>): Promise<Uint8Array | Responded> {
    return respondWithFile(call, await docsFile(call.params.file), IMMUTABLE);
  }
}
