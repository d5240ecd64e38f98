/** A playlist is rendered on request, a download is made by `package`, and each image by a task of kind `images`. */
type OutputForm = 'playlist' | 'download' | 'image';

/** All that a recipe can ask for. The contracts derive their enums from this list; the database's enum is checked against it. */
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

/** Kinds that the API and the database know, but no recipe can ask for yet. */
export const RESERVED_OUTPUT_KINDS = ['storyboard'] as const;
/** The kind of an output as rows and views name it. */
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
