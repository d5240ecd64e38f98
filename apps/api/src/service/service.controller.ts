import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { Handles } from '../http/handles.js';
import { ValidParams } from '../http/valid.js';
import { checkReadiness, type Readiness } from './check-readiness.js';
import { docsFile, docsPage } from './docs-page.js';
import { sendFile, staticFile } from './static-file.js';
import { toOpenApi } from './to-open-api.js';

const DESCRIPTION = staticFile('application/json; charset=utf-8', JSON.stringify(toOpenApi()));
const CHECK_EVERY_TIME = 'public, no-cache';
const KEEP_FOREVER = 'public, max-age=31536000, immutable';
const STATUS = { ok: 200, failed: 503 } as const;

@Controller()
export class ServiceController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Handles('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await checkReadiness(this.deps);
    reply.status(STATUS[readiness.status]);
    return readiness;
  }

  @Handles('openapi')
  async openApi(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(request, reply, await DESCRIPTION, CHECK_EVERY_TIME);
  }

  @Handles('docs')
  async docs(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(request, reply, (await docsPage()).page, CHECK_EVERY_TIME);
  }

  @Handles('docsFile')
  async docsFile(
    @ValidParams('docsFile') { file }: { file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(request, reply, await docsFile(file), KEEP_FOREVER);
  }
}
