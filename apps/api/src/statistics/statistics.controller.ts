import type { OrganizationStatisticsView, VideoStatisticsView } from '@media/contracts';
import type { Statistics } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { Public, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { Call, PublicCall } from '../http/route.js';
import { STATISTICS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import { Beacons } from './beacons.js';
import { STATISTICS_ROUTES as ROUTES } from './statistics.routes.js';
import { viewOrganizationStatistics, viewVideoStatistics } from './view-statistics.js';

@Controller()
export class StatisticsController {
  constructor(
    @Inject(STATISTICS) readonly statistics: Statistics,
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(Beacons) private readonly beacons: Beacons,
  ) {}

  @Handles(ROUTES.sendBeacon)
  @Public()
  beacon({ params, query, body, request, reply }: PublicCall<typeof ROUTES.sendBeacon>): Promise<void> {
    const received = { videoId: params.id, token: query.token, beacon: body };
    return this.beacons.receive(request, received, quotaHeaders(reply));
  }

  @Handles(ROUTES.viewVideoStatistics)
  @RequirePermission('video.read')
  ofVideo({ actor, params, query }: Call<typeof ROUTES.viewVideoStatistics>): Promise<VideoStatisticsView> {
    return viewVideoStatistics(this, { organizationId: actor.organizationId, videoId: params.id }, query);
  }

  @Handles(ROUTES.viewOrganizationStatistics)
  @RequirePermission('video.read')
  ofOrganization({
    actor,
    query,
  }: Call<typeof ROUTES.viewOrganizationStatistics>): Promise<OrganizationStatisticsView> {
    return viewOrganizationStatistics(this, actor.organizationId, query);
  }
}
