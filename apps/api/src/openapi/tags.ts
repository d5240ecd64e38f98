/** How the reference is arranged, in this order. */
const TAGS = {
  Accounts: 'Register, sign in, refresh tokens, and manage the profile and the sessions of the signed-in user.',
  Organizations: 'In which organization a request acts, and what that permits.',
  Uploads:
    'Create an upload, send its bytes straight to the store by presigned URLs, and resume it after an interruption.',
  Videos: 'Create videos from uploads, list, search, rename, download and delete them.',
  Processing: 'Cancel and repeat processing, and look into the jobs, tasks and attempts of a video.',
  Events: 'Follow processing live, as server-sent events.',
  Playback: 'Play a video by HLS or DASH, with a bearer token or a playback token in the URL.',
  Recipes: 'What can be made of a source.',
  Service: 'Health of the service, and this description.',
} as const;

/** `defineRoutes` names the one of its routes. */
export type TagName = keyof typeof TAGS;

export const TAG_DESCRIPTIONS = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
