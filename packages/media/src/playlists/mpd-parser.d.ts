/** The part of mpd-parser's result that tests use; the package has no type declarations. */
declare module 'mpd-parser' {
  export type MpdSegment = {
    resolvedUri: string;
    duration: number;
    presentationTime: number;
    byterange: { offset: number; length: number };
    map: { resolvedUri: string; byterange: { offset: number; length: number } };
  };
  export type MpdPlaylist = {
    attributes: { NAME: string; CODECS: string; BANDWIDTH: number; RESOLUTION?: { width: number; height: number } };
    endList: boolean;
    segments: MpdSegment[];
  };
  type Group = Record<string, { default: boolean; language: string; playlists: MpdPlaylist[] }>;
  export type ParsedManifest = {
    duration: number;
    minimumUpdatePeriod?: number;
    playlists: MpdPlaylist[];
    mediaGroups: { AUDIO: { audio?: Group } };
  };
  export const parse: (manifest: string, options: { manifestUri: string }) => ParsedManifest;
}
