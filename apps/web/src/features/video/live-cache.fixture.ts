import type { JobList, OrganizationMessage, Page, VideoView } from '@media/sdk';
import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { vi } from 'vitest';
import { createLiveCache } from './live-cache';
import { listedVideos } from './video-queries';

/** A request that the test answers. */
export type Pending<Answer> = { answer: (answer: Answer) => Promise<void>; fail: (error: Error) => Promise<void> };

/** Settles promises without advancing time. */
const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0));

const createRequests = <Answer>() => {
  const pending: Pending<Answer>[] = [];
  return {
    pending,
    send: () =>
      new Promise<Answer>((resolve, reject) => {
        pending.push({
          answer: (answer) => {
            resolve(answer);
            return settle();
          },
          fail: (error) => {
            reject(error);
            return settle();
          },
        });
      }),
    /** The oldest pending request. */
    next: async (): Promise<Pending<Answer>> => {
      await settle();
      const request = pending.shift();
      if (!request) throw new Error('Nothing was requested.');
      return request;
    },
  };
};

export const reel = (status: VideoView['status'], more: Partial<VideoView> = {}, id = 'reel'): VideoView =>
  ({
    id,
    title: 'Reel',
    status,
    generation: 1,
    progress: 0,
    playable: false,
    outputs: [],
    ...more,
  }) as unknown as VideoView;
export const page = (...items: VideoView[]): Page<VideoView> => ({ items, nextCursor: null });
export const pageBefore = (nextCursor: string, ...items: VideoView[]): Page<VideoView> => ({ items, nextCursor });

/** A page whose requests the test answers one by one, in any order. Requires fake timers. */
export const openScene = () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } });
  const details = createRequests<VideoView>();
  const live = createLiveCache({ queryClient, organizationId: 'home', getVideo: details.send });
  const { keys } = live;

  const openList = (status: string, of = keys) => openPages(of.list({ status }));
  const openPages = (queryKey: readonly unknown[]) => {
    const lists = createRequests<Page<VideoView>>();
    const options = {
      ...{ queryKey, queryFn: lists.send, initialPageParam: '' },
      getNextPageParam: ({ nextCursor }: Page<VideoView>) => nextCursor,
    };
    const observer = new InfiniteQueryObserver(queryClient, options);
    const show = () => observer.subscribe(() => undefined);
    return {
      queryKey,
      next: lists.next,
      requested: () => lists.pending.length,
      fetchNextPage: () => void observer.fetchNextPage(),
      close: show(),
      reopen: show,
      videos: () => listedVideos(queryClient.getQueryData(queryKey)),
      statuses: () => listedVideos(queryClient.getQueryData(queryKey)).map((video) => video.status),
    };
  };

  const openVideo = (id = 'reel') => {
    const requests = createRequests<VideoView>();
    new QueryObserver(queryClient, { queryKey: keys.video(id), queryFn: requests.send }).subscribe(() => undefined);
    return {
      next: requests.next,
      requested: () => requests.pending.length,
      video: () => queryClient.getQueryData<VideoView>(keys.video(id)),
    };
  };

  const openJobs = (id = 'reel') => {
    const requests = createRequests<JobList>();
    const observer = new QueryObserver(queryClient, { queryKey: keys.jobs(id), queryFn: requests.send });
    const show = () => observer.subscribe(() => undefined);
    return { next: requests.next, requested: () => requests.pending.length, close: show(), reopen: show };
  };

  return {
    ...{ live, queryClient, openList, openVideo, openJobs },
    openTrash: () => openPages(keys.trash),
    /** Requests of single videos, triggered by messages. */
    details,
    receive: (message: object) => live.showMessage({ videoId: 'reel', ...message } as OrganizationMessage),
    /** Passes the two seconds between requests. */
    wait: () => vi.advanceTimersByTimeAsync(2_000),
  };
};
