import { AppError, type Beacon, countBeacon, dayOf, ERRORS, type OrganizationId, type VideoId } from '@media/core';
import type { Statistics } from '@media/database';
import { type ApiConfig, type Logger, oncePerOutage } from '@media/runtime';
import { networkOf } from '@media/runtime/http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Place } from '../http/authorize.js';
import { Authorizer } from '../http/authorizer.js';
import { STATISTICS } from '../infrastructure/database.module.js';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { REQUEST_LIMITS } from '../limits/limits.module.js';
import type { ReportQuota } from '../limits/quota.js';
import type { RequestLimits } from '../limits/request-limits.js';
import { ViewCounter } from './view-counter.js';
import type { Visitors } from './visitors.js';

/** Visitors */
export const VISITORS = Symbol('visitors');

/** The rule of routes that players need. */
const PLAYBACK: Place = {
  path: '/videos/:id',
  access: {
    ...{ kind: 'permission', permission: 'video.read', allowsTrashed: false },
    ...{ allowsPlaybackToken: true, allowsViewer: true },
  },
};

/** An outage is no answer to the question who asks. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && !['unavailable', 'internal'].includes(ERRORS[error.code].kind);

/** Global Privacy Control, or its predecessor Do Not Track. */
const asksForPrivacy = ({ headers }: FastifyRequest): boolean => headers['sec-gpc'] === '1' || headers.dnt === '1';

/** A beacon about a video. The token is that of `beaconUrl`, if it has one. */
type Received = { videoId: VideoId; token: string | undefined; beacon: Beacon };

/** Counts what players report. */
@Injectable()
export class Beacons {
  private readonly runLogged: ReturnType<typeof oncePerOutage>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'viewerStatistics'>,
    @Inject(LOG) log: Logger,
    @Inject(STATISTICS) private readonly statistics: Pick<Statistics, 'counted'>,
    @Inject(REQUEST_LIMITS) private readonly limits: Pick<RequestLimits, 'beacons'>,
    @Inject(VISITORS) private readonly visitors: Visitors,
    @Inject(Authorizer) private readonly authorizer: Authorizer,
    @Inject(ViewCounter) private readonly counter: ViewCounter,
  ) {
    this.runLogged = oncePerOutage(log, 'Counting views');
  }

  /** While Redis is unavailable, nothing is counted. @throws AppError TOO_MANY_REQUESTS */
  async receive(request: FastifyRequest, received: Received, report: ReportQuota): Promise<void> {
    if (!this.config.viewerStatistics || asksForPrivacy(request)) return;
    const network = networkOf(request.ip);
    await this.limits.beacons(network, report);
    const { videoId, beacon } = received;
    const video = await this.countedVideo(request, received);
    if (!video) return;
    const viewer = { network, userAgent: request.headers['user-agent'] ?? '' };
    await this.runLogged(async () => {
      const day = dayOf(Date.now());
      const { organizationId, durationMs } = video;
      const admitted = await this.visitors.admit(viewer, { organizationId, videoId }, beacon, day);
      if (admitted) this.counter.add(videoId, day, countBeacon(beacon, admitted, durationMs));
    });
  }

  /** Members aren't counted, nor are programs of theirs. */
  private async countedVideo(request: FastifyRequest, { videoId, token }: Received) {
    if (token === undefined && request.headers.authorization === undefined) return this.statistics.counted(videoId);
    const organizationId = await this.organizationOf(request);
    return organizationId && this.statistics.counted(videoId, organizationId);
  }

  /** The organization of a video that the holder of a token can watch. */
  private async organizationOf(request: FastifyRequest): Promise<OrganizationId | undefined> {
    try {
      const actor = await this.authorizer.authorize(request, PLAYBACK);
      return actor?.type === 'playback' ? actor.organizationId : undefined;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }
}
