import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy in front of the store that can be cut and restored, to simulate network failures. */
export const openFlakyWay = async (endpoint: string) => {
  const { hostname, port } = new URL(endpoint);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', () => [near, far].map((end) => end.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (): void => {
      isCut = true;
      for (const socket of open) socket.resetAndDestroy();
    },
    repair: (): void => {
      isCut = false;
    },
    close: (): void => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
};
