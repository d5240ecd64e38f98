/** Sections of the API reference, in this order. */
const TAGS = {
  Accounts: 'Register, sign in, refresh tokens, and manage your profile and sessions.',
  Organizations:
    'Create, rename and delete organizations, invite and manage their members, see their usage and limits, and get the organization and permissions that apply to a request.',
  'API keys': 'Create, list, rotate, and revoke the keys that programs use instead of an access token.',
  'Audit log': 'See who did what in an organization, and when.',
  Uploads: 'Upload files directly to storage with presigned URLs, and resume interrupted uploads.',
  Videos: 'Create videos from uploads, and list, search, rename, tag, download, and delete them.',
  Tags: 'List the tags of an organization, and rename, merge and delete them in all videos.',
  Trash: 'Restore deleted videos, and empty the trash.',
  Processing: 'Cancel or retry processing, and inspect the jobs, tasks, and attempts of a video.',
  Events: 'Follow processing in real time with server-sent events.',
  Playback: 'Play videos with HLS or DASH, using a bearer token or a playback token in the URL.',
  Sharing: 'Let people without an account watch a video.',
  Statistics: 'See how often videos were watched, and which parts of them.',
  Recipes: 'List the named recipes, which define the outputs of a video.',
  Service: 'Health checks and API documentation.',
} as const;

/** The tag that `defineRoutes` gives its routes. */
export type TagName = keyof typeof TAGS;

export const TAG_DESCRIPTIONS = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
