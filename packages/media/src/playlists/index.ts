export { type Bandwidth, measureBandwidth, type SizedSegment } from './measure-bandwidth.js';
export {
  type Manifest,
  type ManifestAudio,
  type ManifestText,
  type ManifestVideo,
  renderManifest,
} from './render-manifest.js';
export {
  type MediaPlaylist,
  renderIframePlaylist,
  renderMediaPlaylist,
  renderTextPlaylist,
} from './render-media-playlist.js';
export {
  type Multivariant,
  type PlaylistAudio,
  type PlaylistRendition,
  type PlaylistText,
  renderMultivariant,
} from './render-multivariant.js';
export type { PlaylistObject, PlaylistSegment } from './time-segments.js';
