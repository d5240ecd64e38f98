import type { ApiConfig, Logger, Metrics } from '@media/runtime';
import { type InternalServer, metricsPage, serveInternal } from '@media/runtime/http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, LOG, METRICS } from './process.module.js';

/** Serves /metrics on a separate port, if one is configured. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: { close(): void } | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'metricsHost' | 'metricsPort'>,
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsHost: host, metricsPort: port } = this.config;
    if (port === undefined) return;
    const pages: InternalServer['pages'] = { '/metrics': metricsPage(this.metrics) };
    this.server = await serveInternal({
      ...{ host, port, pages },
      onFailure: (error) => this.log.warn({ err: error }, 'Metrics request failed'),
    });
  }

  onApplicationShutdown(): void {
    this.server?.close();
  }
}
