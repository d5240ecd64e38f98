import { ApiError, type OrganizationMessage } from '@media/sdk';
import { expect, test, vi } from 'vitest';
import { type ShareStreamDeps, shareStream } from './share-stream';

const message = { videoId: 'holiday', progress: 5 } as OrganizationMessage;

/** A browser with tabs: one holds the lock, the others wait for it. */
const openBrowser = (watch: ShareStreamDeps['watch']) => {
  const channels = new Set<NonNullable<ShareStreamDeps['channel']>>();
  let lock: Promise<unknown> | undefined;
  const log: string[] = [];
  return {
    log,
    openTab: (name: string) => {
      const stop = new AbortController();
      const channel: NonNullable<ShareStreamDeps['channel']> = {
        onmessage: null,
        postMessage: (data) => {
          for (const other of channels)
            if (other !== channel)
              other.onmessage?.call(other as BroadcastChannel, new MessageEvent('message', { data }));
        },
      };
      channels.add(channel);
      const exclusively: ShareStreamDeps['exclusively'] = (work, onWait) => {
        if (lock) onWait();
        const turn = (lock ?? Promise.resolve()).then(() => work());
        lock = turn.catch(() => undefined);
        return turn;
      };
      const deps = {
        watch,
        channel,
        exclusively,
        onMessage: () => log.push(`${name} receives`),
        catchUp: () => log.push(`${name} catches up`),
        onRefused: ({ code }: ApiError) => log.push(`${name} is refused: ${code}`),
      };
      const close = () => {
        stop.abort();
        channels.delete(channel);
      };
      return { close, outcome: shareStream(deps, stop.signal) };
    },
  };
};

/** Sends one message and stays open until it is aborted. */
const sendOnce: ShareStreamDeps['watch'] = async function* (signal, onFresh) {
  onFresh();
  yield message;
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
};

/** Sends one message and fails. */
const failing = (error: Error): ShareStreamDeps['watch'] =>
  async function* () {
    yield message;
    throw error;
  };

test('one tab connects and relays to the others; when it closes, the next one connects and all catch up', async () => {
  const browser = openBrowser(sendOnce);
  const [first, second, third] = [browser.openTab('first'), browser.openTab('second'), browser.openTab('third')];
  browser.log.length = 0;
  const expected = (...names: string[]) => [
    ...names.map((name) => `${name} catches up`),
    ...names.map((name) => `${name} receives`),
  ];
  await vi.waitFor(() => expect(browser.log).toEqual(expected('first', 'second', 'third')));
  browser.log.length = 0;
  first.close();
  await first.outcome;
  await vi.waitFor(() => expect(browser.log).toEqual(expected('second', 'third')));
  second.close();
  third.close();
  await Promise.all([second.outcome, third.outcome]);
});

test('a tab opened while another one leads catches up on earlier messages', async () => {
  const browser = openBrowser(sendOnce);
  const first = browser.openTab('first');
  await vi.waitFor(() => expect(browser.log).toEqual(['first catches up', 'first receives']));
  const second = browser.openTab('second');
  expect(browser.log).toEqual(['first catches up', 'first receives', 'second catches up']);
  second.close();
  first.close();
  await Promise.all([first.outcome, second.outcome]);
});

test('tabs catch up only after the stream is open', async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const browser = openBrowser(async function* (_, onFresh) {
    await opened;
    onFresh();
    yield message;
  });
  const tab = browser.openTab('only');
  await new Promise((resolve) => setTimeout(resolve));
  expect(browser.log).toEqual([]);
  open();
  await tab.outcome;
  expect(browser.log).toEqual(['only catches up', 'only receives']);
});

test.each([
  [401, 'UNAUTHENTICATED'],
  [404, 'ORGANIZATION_NOT_FOUND'],
] as const)('%s %s ends the stream without an error, and every tab learns of it', async (status, code) => {
  const browser = openBrowser(failing(new ApiError(status, code, 'Refused.')));
  const tabs = [browser.openTab('first'), browser.openTab('second')];
  expect(await Promise.all(tabs.map(({ outcome }) => outcome))).toEqual([undefined, undefined]);
  expect(browser.log).toEqual(expect.arrayContaining([`first is refused: ${code}`, `second is refused: ${code}`]));
});

test('a tab that is closed while the stream is refused does nothing about it', async () => {
  const browser = openBrowser(failing(new ApiError(404, 'ORGANIZATION_NOT_FOUND', 'Gone.')));
  const tab = browser.openTab('only');
  tab.close();
  await tab.outcome;
  expect(browser.log).not.toContain('only is refused: ORGANIZATION_NOT_FOUND');
});

test('errors that do not come from the API are thrown', async () => {
  const browser = openBrowser(failing(new TypeError('broken')));
  await expect(browser.openTab('only').outcome).rejects.toThrow('broken');
});
