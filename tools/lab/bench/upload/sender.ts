import { createReadStream } from 'node:fs';
import { createClient, memoryTokenStore, type Tokens } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { Upload } from 'tus-js-client';

/** What to send, and with which library. */
export type SendRequest =
  | { by: 'sdk'; file: string; baseUrl: string; tokens: Tokens; parallel: number }
  | { by: 'tus'; file: string; endpoint: string };

/** The sender's message to its parent when it is done. */
export type SendResult = { sentSeconds: number; wallSeconds: number; cpuSeconds: number };

const secondsSince = (begin: number): number => (performance.now() - begin) / 1_000;

const sendBySdk = async ({ file, baseUrl, tokens, parallel }: SendRequest & { by: 'sdk' }): Promise<number> => {
  const store = memoryTokenStore();
  store.write(tokens);
  const begin = performance.now();
  let sentSeconds: number | undefined;
  await createClient({ baseUrl, tokens: store }).uploadFile(await fileSource(file), {
    parallel,
    onProgress: ({ sentBytes, totalBytes }) => {
      if (sentBytes === totalBytes) sentSeconds ??= secondsSince(begin);
    },
  });
  return sentSeconds ?? Number.NaN;
};

const sendByTus = async ({ file, endpoint }: SendRequest & { by: 'tus' }): Promise<number> => {
  const begin = performance.now();
  await new Promise<void>((resolve, reject) => {
    new Upload(createReadStream(file), { endpoint, onSuccess: () => resolve(), onError: reject }).start();
  });
  return secondsSince(begin);
};

const send = (request: SendRequest): Promise<number> =>
  request.by === 'sdk' ? sendBySdk(request) : sendByTus(request);

process.once('message', async (request: SendRequest) => {
  const [begin, before] = [performance.now(), process.cpuUsage()];
  const sentSeconds = await send(request);
  const { user, system } = process.cpuUsage(before);
  const sent: SendResult = { sentSeconds, wallSeconds: secondsSince(begin), cpuSeconds: (user + system) / 1e6 };
  process.send?.(sent, () => process.exit(0));
});
