import type { OrganizationMessage, Page, VideoView } from '@media/sdk';
import { type InfiniteData, QueryClient } from '@tanstack/react-query';
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
  const deps = { queryClient, refresh: (id: string) => void refreshed.push(id), told: new Set<string>() };
  return {
    refreshed,
    show: (message: object) => showMessage(deps, { videoId: 'holiday', ...message } as OrganizationMessage),
    listed: () => queryClient.getQueryData<InfiniteData<Page<VideoView>>>(ALL)?.pages.flatMap(({ items }) => items),
    open: () => queryClient.getQueryData<VideoView>(videoKey('holiday')),
    isAskedAgain: (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated,
    listAgain: () => queryClient.setQueryData(ALL, pages(holiday)),
  };
};

test('progress is shown in the list and on the page of the video, and nothing is asked for', () => {
  const page = openPage();
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
    expect(page.refreshed).toEqual(['holiday']);
  },
);

test('a video that no list has is asked for once, however often it is told of', () => {
  const page = openPage();
  page.show({ videoId: 'new', progress: 1 });
  expect([page.isAskedAgain(ALL), page.isAskedAgain(FAILED)]).toEqual([true, true]);
  page.listAgain();
  page.show({ videoId: 'new', progress: 2 });
  expect(page.isAskedAgain(ALL)).toBe(false);
});

test('a deleted video leaves the lists, and its open page asks for it', () => {
  const page = openPage();
  page.show({ deleted: true });
  expect(page.listed()).toEqual([]);
  expect(page.isAskedAgain(videoKey('holiday'))).toBe(true);
});
