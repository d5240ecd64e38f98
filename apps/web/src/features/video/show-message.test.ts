import type { OrganizationMessage, Page, VideoView } from '@media/sdk';
import { hashKey, type InfiniteData, QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { showMessage } from './show-message';
import { VIDEOS_KEY, videoKey } from './video-queries';

const holiday = { id: 'holiday', title: 'Holiday', status: 'processing', progress: 40, playable: false } as VideoView;
const ALL = [...VIDEOS_KEY, { status: '' }];
const FAILED = [...VIDEOS_KEY, { status: 'failed' }];
const pages = (...items: VideoView[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [''] });

const openPage = () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(ALL, pages(holiday));
  queryClient.setQueryData(FAILED, pages());
  queryClient.setQueryData(videoKey('holiday'), holiday);
  const refreshed: string[] = [];
  const deps = {
    queryClient,
    refresh: (id: string) => void refreshed.push(id),
    refreshLists: (hashes: readonly string[]) => void refreshed.push(...hashes),
    told: new Map(),
  };
  // What is on the page: both lists, as they are.
  for (const queryKey of [ALL, FAILED])
    new QueryObserver(queryClient, { queryKey, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => undefined);
  return {
    refreshed,
    show: (message: object) => showMessage(deps, { videoId: 'holiday', ...message } as OrganizationMessage),
    listed: () => queryClient.getQueryData<InfiniteData<Page<VideoView>>>(ALL)?.pages.flatMap(({ items }) => items),
    open: () => queryClient.getQueryData<VideoView>(videoKey('holiday')),
    isAskedAgain: (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated,
  };
};

test('progress is shown in the list and on the page of the video, and nothing is asked for', () => {
  const page = openPage();
  page.show({ progress: 50 });
  page.refreshed.length = 0;
  page.show({ progress: 55 });
  expect(page.listed()).toEqual([{ ...holiday, progress: 55 }]);
  expect(page.open()).toEqual({ ...holiday, progress: 55 });
  expect(page.refreshed).toEqual([]);
  expect(page.isAskedAgain(ALL)).toBe(false);
});

test.each([{ playable: true }, { status: 'completed' }, { retrying: { task: 'chunk-2', code: 'X', try: 2 } }])(
  'what messages do not carry is asked for after %j',
  (message) => {
    const page = openPage();
    page.show(message);
    expect(page.refreshed).toContain('holiday');
  },
);

test('lists that do not have a video are asked for when it is new, not with each of its messages', () => {
  const page = openPage();
  page.show({ videoId: 'new', status: 'queued', progress: 0 });
  expect([page.isAskedAgain(ALL), page.isAskedAgain(FAILED)]).toEqual([true, true]);
  page.show({ videoId: 'new', progress: 2 });
  expect(page.refreshed).toEqual([ALL, FAILED].map((key) => hashKey(key)));
});

test('a video with another status may belong to a list that does not have it, and the list that has it is left alone', () => {
  const page = openPage();
  page.show({ status: 'failed' });
  expect([page.isAskedAgain(ALL), page.isAskedAgain(FAILED)]).toEqual([false, true]);
  expect(page.refreshed).toEqual(['holiday', hashKey(FAILED)]);
});

test('a deleted video leaves the lists, and its open page asks for it', () => {
  const page = openPage();
  page.show({ deleted: true });
  expect(page.listed()).toEqual([]);
  expect(page.isAskedAgain(videoKey('holiday'))).toBe(true);
});
