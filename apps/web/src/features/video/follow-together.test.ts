import { ApiError, type OrganizationMessage } from '@media/sdk';
import { expect, test, vi } from 'vitest';
import { followTogether, type TogetherDeps } from './follow-together';

const message = { videoId: 'holiday', progress: 5 } as OrganizationMessage;

/** A browser with tabs: who holds the lock works, the others wait for it. */
const openBrowser = (watch: TogetherDeps['watch']) => {
  const channels = new Set<NonNullable<TogetherDeps['channel']>>();
  let line: Promise<unknown> | undefined;
  const log: string[] = [];
  return {
    log,
    openTab: (name: string) => {
      const stop = new AbortController();
      const channel: NonNullable<TogetherDeps['channel']> = {
        onmessage: null,
        postMessage: (data) => {
          for (const other of channels)
            if (other !== channel)
              other.onmessage?.call(other as BroadcastChannel, new MessageEvent('message', { data }));
        },
      };
      channels.add(channel);
      const alone: TogetherDeps['alone'] = (work, onWait) => {
        if (line) onWait();
        const turn = (line ?? Promise.resolve()).then(() => work());
        line = turn.catch(() => undefined);
        return turn;
      };
      const deps = {
        watch,
        channel,
        alone,
        show: () => log.push(`${name} shows`),
        catchUp: () => log.push(`${name} catches up`),
      };
      const close = () => {
        stop.abort();
        channels.delete(channel);
      };
      return { close, outcome: followTogether(deps, stop.signal) };
    },
  };
};

/** Tells one message, and then nothing until it is aborted. */
const tellOnce: TogetherDeps['watch'] = async function* (signal, onFresh) {
  onFresh();
  yield message;
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
};

/** Tells one message and breaks. */
const failing = (error: Error): TogetherDeps['watch'] =>
  async function* () {
    yield message;
    throw error;
  };

test('one tab listens and tells the others; when it is closed the next one listens, and all make up for what was missed', async () => {
  const browser = openBrowser(tellOnce);
  const [first, second, third] = [browser.openTab('first'), browser.openTab('second'), browser.openTab('third')];
  browser.log.length = 0;
  const told = (...names: string[]) => [
    ...names.map((name) => `${name} catches up`),
    ...names.map((name) => `${name} shows`),
  ];
  await vi.waitFor(() => expect(browser.log).toEqual(told('first', 'second', 'third')));
  browser.log.length = 0;
  first.close();
  await first.outcome;
  await vi.waitFor(() => expect(browser.log).toEqual(told('second', 'third')));
  second.close();
  third.close();
  await Promise.all([second.outcome, third.outcome]);
});

test('a tab that is opened while another listens makes up for what was told before it could hear', async () => {
  const browser = openBrowser(tellOnce);
  const first = browser.openTab('first');
  await vi.waitFor(() => expect(browser.log).toEqual(['first catches up', 'first shows']));
  const second = browser.openTab('second');
  expect(browser.log).toEqual(['first catches up', 'first shows', 'second catches up']);
  second.close();
  first.close();
  await Promise.all([first.outcome, second.outcome]);
});

test('nothing is made up for before the stream is open: what ends until then would be missed', async () => {
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
  expect(browser.log).toEqual(['only catches up', 'only shows']);
});

test('a session that has ended ends the listening without an error', async () => {
  const ended = new ApiError(401, 'UNAUTHENTICATED', 'Sign in.');
  const browser = openBrowser(failing(ended));
  await expect(browser.openTab('only').outcome).resolves.toBeUndefined();
});

test('what is no answer of the API is not hidden', async () => {
  const browser = openBrowser(failing(new TypeError('broken')));
  await expect(browser.openTab('only').outcome).rejects.toThrow('broken');
});
