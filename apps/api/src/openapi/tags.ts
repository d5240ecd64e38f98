type Tag = { name: string; description: string; paths: RegExp };

/** How the reference is arranged. A route belongs to the tag that its path matches. */
const TAGS: readonly Tag[] = [
  {
    name: 'Accounts',
    description: 'Register, sign in, refresh tokens, and manage the profile and the sessions of the signed-in user.',
    paths: /^\/auth\b/,
  },
  {
    name: 'Organizations',
    description: 'In which organization a request acts, and what that permits.',
    paths: /^\/actor$/,
  },
  {
    name: 'Uploads',
    description:
      'Create an upload, send its bytes straight to the store by presigned URLs, and resume it after an interruption.',
    paths: /^\/uploads\b/,
  },
  {
    name: 'Videos',
    description: 'Create videos from uploads, list, search, rename, download and delete them.',
    paths: /^\/videos(\/:id(\/download)?)?$/,
  },
  {
    name: 'Processing',
    description: 'Cancel and repeat processing, and look into the jobs, tasks and attempts of a video.',
    paths: /^\/videos\/:id\/(cancel|retry|jobs)$/,
  },
  {
    name: 'Events',
    description: 'Follow processing live, as server-sent events.',
    paths: /\/events$/,
  },
  {
    name: 'Playback',
    description: 'Play a video by HLS or DASH, with a bearer token or a playback token in the URL.',
    paths: /^\/videos\/:id\/(playback-tokens|hls|dash)\b/,
  },
  {
    name: 'Recipes',
    description: 'What can be made of a source.',
    paths: /^\/recipes\b/,
  },
  {
    name: 'Service',
    description: 'Health of the service, and this description.',
    paths: /^\/(health|openapi\.json|docs)\b/,
  },
];

/** @throws Error for a path that belongs nowhere yet */
export const tagOf = (path: string): string => {
  const tag = TAGS.find(({ paths }) => paths.test(path));
  if (!tag) throw new Error(`No tag in apps/api/src/openapi/tags.ts takes ${path}`);
  return tag.name;
};

export const TAG_DESCRIPTIONS = TAGS.map(({ name, description }) => ({ name, description }));
