import type { AudioStream, SourceProbe } from './source-probe.js';

/** The labels of the tracks, by stream index. */
export const audioLabels = (probe: Pick<SourceProbe, 'audios'>): Map<number, string> => {
  const ordered = defaultFirst(probe);
  const labels = uniqueLabels(ordered);
  return new Map(ordered.map(({ streamIndex }, index) => [streamIndex, labels[index] ?? '']));
};

export const defaultFirst = ({ audios }: Pick<SourceProbe, 'audios'>): AudioStream[] => {
  const chosen = audios.find((audio) => audio.default) ?? audios[0];
  return [...(chosen ? [chosen] : []), ...audios.filter((audio) => audio !== chosen)];
};

/** RFC 8216 4.3.4.1.1: names must be unique within a group. */
export const uniqueLabels = (audios: readonly AudioStream[]): string[] => {
  const used = new Set<string>();
  return audios.map((audio, index) => {
    const wanted = audio.title ?? audio.language ?? `Audio ${index + 1}`;
    const label = used.has(wanted) ? `${wanted} (${index + 1})` : wanted;
    used.add(label);
    return label;
  });
};
