export { type Bandwidth, measureBandwidth, type SizedSegment } from './measure-bandwidth.js';
export {
  type MediaPlaylist,
  type PlaylistObject,
  type PlaylistSegment,
  renderMediaPlaylist,
} from './render-media-playlist.js';
export {
  type Multivariant,
  type PlaylistAudio,
  type PlaylistRendition,
  renderMultivariant,
} from './render-multivariant.js';
