import { Controller, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { Handles } from '../http/handles.js';
import { ValidParams } from '../http/valid.js';
import { checkReadiness, type Readiness } from './check-readiness.js';
import { DOCS_PAGE, docsFile } from './docs-page.js';
import { toOpenApi } from './to-open-api.js';

const DESCRIPTION = toOpenApi();
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
  openApi(): object {
    return DESCRIPTION;
  }

  @Handles('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  docs(): string {
    return DOCS_PAGE;
  }

  @Handles('docsFile')
  async docsFile(@ValidParams('docsFile') { file }: { file: string }, @Res() reply: FastifyReply): Promise<void> {
    const { type, body } = await docsFile(file);
    await reply.header('content-type', type).header('cache-control', 'public, max-age=3600').send(body);
  }
}
