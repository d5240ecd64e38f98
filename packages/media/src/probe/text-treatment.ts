import { isText, type SourceProbe } from '@media/core';

/** Options that keep text subtitles and chapters in the normalized file, in a form of text that its container can store. */
export const textTreatment = ({ texts = [], chapters }: SourceProbe, container: 'mp4' | 'matroska'): string[] => {
  const kept = texts.filter(isText);
  return [
    ...kept.flatMap(({ streamIndex }) => ['-map', `0:${streamIndex}`]),
    ...(kept.length > 0 ? ['-c:s', container === 'mp4' ? 'mov_text' : 'ass'] : []),
    ...['-map_chapters', chapters ? '0' : '-1'],
  ];
};
