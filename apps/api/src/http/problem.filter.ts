import type { Logger } from '@media/runtime';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusalLog } from '../audit/refusal-log.js';
import { LOG } from '../infrastructure/process.module.js';
import { toProblem } from './problem.js';
import { traceProblem } from './request-trace.js';
import { PROBLEM_TYPE } from './send-problem.js';
import { toAppError } from './to-app-error.js';

/** Default for status 503. */
const RETRY_AFTER_SECONDS = 2;

/** Turns every exception into a problem response. Causes are only logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    @Inject(RefusalLog) private readonly refusals: RefusalLog,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = toAppError(thrown, request.raw);
    if (request.actor) this.refusals.note(request.actor, error);
    const problem = toProblem(error, request.id);
    traceProblem(request, problem);
    const { code, details } = error;
    const { traceId } = request.trace;
    const facts = { requestId: request.id, traceId, code, details, err: error.cause ?? error };
    if (problem.status >= 500) this.log.error(facts, 'Request failed');
    else this.log.debug(facts, 'Request rejected');
    if (reply.sent) return;
    const { retryAfterSeconds = problem.status === 503 ? RETRY_AFTER_SECONDS : undefined } = error.details;
    if (typeof retryAfterSeconds === 'number') reply.header('retry-after', retryAfterSeconds);
    if (typeof error.details.allow === 'string') reply.header('allow', error.details.allow);
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
  }
}
