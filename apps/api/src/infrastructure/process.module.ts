import { type ApiConfig, createMetrics, type Logger } from '@media/runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import { STREAM_INTERVALS, type StreamIntervals } from '../watch/stream-intervals.js';

/** ApiConfig, from environment variables. */
export const CONFIG = Symbol('config');
/** Logger */
export const LOG = Symbol('log');
/** Metrics */
export const METRICS = Symbol('metrics');
/** StreamIntervals */
export const INTERVALS = Symbol('stream intervals');

export type ProcessOptions = { config: ApiConfig; log: Logger; intervals?: StreamIntervals };

/** Global providers, which every module can inject without importing this one. */
@Module({})
export class ProcessModule {
  static forRoot({ config, log, intervals = STREAM_INTERVALS }: ProcessOptions): DynamicModule {
    return {
      module: ProcessModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: INTERVALS, useValue: intervals },
        { provide: METRICS, useFactory: () => createMetrics('api') },
      ],
      exports: [CONFIG, LOG, INTERVALS, METRICS],
    };
  }
}
