/** The tabs below a video, in order, with their titles. */
export const VIDEO_TABS = {
  details: 'Details',
  statistics: 'Statistics',
  processing: 'Processing',
  developers: 'Developers',
} as const;

export type VideoTab = keyof typeof VIDEO_TABS;

const isVideoTab = (name: string): name is VideoTab => Object.hasOwn(VIDEO_TABS, name);

/** The tab that the query of an address names; undefined for none and unknown ones. Pure. */
export const readVideoTab = (query: { get(name: string): string | null }): VideoTab | undefined => {
  const name = query.get('tab');
  return name !== null && isVideoTab(name) ? name : undefined;
};
