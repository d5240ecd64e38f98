import { IMAGES } from './image-kinds.js';
import { isImage, PLAYLISTS } from './output-kinds.js';
import { bestMp4Name, mp4NameOf } from './output-names.js';
import type { AudioTrack, PlannedOutput, Rendition, VideoPlan } from './plan.js';
import type { Recipe } from './recipe.js';

/** All outputs to play or download. A source without video gets an audio file instead of MP4s, and no images. */
export const planOutputs = (
  { outputs, mp4Rungs = [] }: Pick<Recipe, 'outputs' | 'mp4Rungs'>,
  video: Pick<VideoPlan, 'renditions'> | undefined,
  audios: readonly Pick<AudioTrack, 'name'>[],
): PlannedOutput[] => {
  const names = audios.map(({ name }) => name);
  const kinds = outputs.map((kind) => (kind === 'mp4' && !video ? 'audio' : kind));
  return [...new Set(kinds)].flatMap((kind): PlannedOutput[] => {
    if (kind === 'mp4') return mp4sOf(video?.renditions ?? [], mp4Rungs, names);
    if (kind === 'audio') return names[0] === undefined ? [] : [{ kind, name: 'audio.m4a', audios: [names[0]] }];
    if (isImage(kind)) return video ? [{ kind, name: IMAGES[kind].name, audios: [] }] : [];
    return [{ kind, name: PLAYLISTS[kind].name, audios: names }];
  });
};

/** The MP4s of the best rendition and of the requested rungs that the source is large enough for. */
const mp4sOf = (
  renditions: readonly Rendition[],
  rungs: NonNullable<Recipe['mp4Rungs']>,
  audios: string[],
): PlannedOutput[] => {
  const [best, ...others] = renditions.toSorted((a, b) => b.width * b.height - a.width * a.height);
  const requested = others.filter(({ name }) => rungs === 'all' || rungs.includes(name));
  const mp4 = (name: string, rendition: Rendition): PlannedOutput => ({
    ...{ kind: 'mp4', name, rendition: rendition.name, audios },
  });
  return [
    ...(best ? [mp4(bestMp4Name, best)] : []),
    ...requested.map((rendition) => mp4(mp4NameOf(rendition.name), rendition)),
  ];
};
