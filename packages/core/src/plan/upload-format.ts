import type { SourceProbe, UploadFormat } from './source-probe.js';

/** What was uploaded, also if it was remuxed. */
export const uploadFormat = ({
  upload,
  container,
  video,
  audios: [audio],
}: Pick<SourceProbe, 'upload' | 'container' | 'video' | 'audios'>): UploadFormat =>
  upload ?? {
    container,
    ...(video && { videoCodec: video.codec }),
    ...(audio && { audioCodec: audio.codec }),
  };
