/** Playlists are rendered on request, `package` makes downloads, and an `images` task makes each image. */
type OutputForm = 'playlist' | 'download' | 'image';

/** All outputs of recipes. The contracts derive their enums from this list, and a test compares it with the database's enum. */
export const OUTPUT_FORMS = {
  hls: 'playlist',
  dash: 'playlist',
  mp4: 'download',
  audio: 'download',
  poster: 'image',
  preview: 'image',
} as const satisfies Record<string, OutputForm>;

export type OutputKind = keyof typeof OUTPUT_FORMS;
export const OUTPUT_KINDS = Object.keys(OUTPUT_FORMS) as [OutputKind, ...OutputKind[]];

/** Kinds that the API and the database know, but that no recipe can produce yet. */
export const RESERVED_OUTPUT_KINDS = ['storyboard'] as const;
/** The kind of an output in rows and API responses. */
export type StoredOutputKind = OutputKind | (typeof RESERVED_OUTPUT_KINDS)[number];

type KindOf<Form extends OutputForm> = {
  [Kind in OutputKind]: (typeof OUTPUT_FORMS)[Kind] extends Form ? Kind : never;
}[OutputKind];
export type PlaylistKind = KindOf<'playlist'>;
export type DownloadKind = KindOf<'download'>;
export type ImageKind = KindOf<'image'>;

const FORM_OF: Partial<Record<StoredOutputKind, OutputForm>> = OUTPUT_FORMS;

export const isPlaylist = (kind: StoredOutputKind): kind is PlaylistKind => FORM_OF[kind] === 'playlist';
export const isDownload = (kind: StoredOutputKind): kind is DownloadKind => FORM_OF[kind] === 'download';
export const isImage = (kind: StoredOutputKind): kind is ImageKind => FORM_OF[kind] === 'image';

export const PLAYLISTS = {
  hls: { name: 'master.m3u8', contentType: 'application/vnd.apple.mpegurl' },
  dash: { name: 'manifest.mpd', contentType: 'application/dash+xml' },
} as const satisfies Record<PlaylistKind, { name: string; contentType: string }>;
