import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const CHECK_EVERY_MS = 50;

/**
 * Closes idle keep-alive connections during shutdown, which would delay it by a minute. Clients also open connections in advance
 * without sending a request. Node doesn't count those as idle, so they are tracked here.
 */
@Injectable()
export class IdleConnections implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly open = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.server.on('connection', (socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  beforeApplicationShutdown(): void {
    this.timer = setInterval(() => this.close(), CHECK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer();
  }

  private close(): void {
    this.server.closeIdleConnections();
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}
