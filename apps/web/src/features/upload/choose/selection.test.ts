import { expect, test } from 'vitest';
import type { Refusal } from './refusal-of';
import { addToSelection, chosenFiles, createSelection } from './selection';

const fileOf = (name: string, type: string, text = 'x') => new File([text], name, { type, lastModified: 1 });

const setUp = () => {
  const refusals: Refusal[] = [];
  const selection = createSelection((refusal) => refusals.push(refusal));
  const names = () => chosenFiles(selection.getState().files).map(({ name }) => name);
  return { selection, refusals, names };
};

test('a folder gives its recordings once each, tells what else was in it, and not what systems leave there', () => {
  const { selection, refusals, names } = setUp();
  const film = fileOf('film.mp4', 'video/mp4');
  addToSelection(selection, [
    film,
    fileOf('cover.jpg', 'image/jpeg'),
    fileOf('.DS_Store', ''),
    fileOf('cut short.mp4', 'video/mp4', ''),
    fileOf('sound.flac', 'audio/flac'),
  ]);
  addToSelection(selection, [film]);
  expect(names()).toEqual(['film.mp4', 'sound.flac']);
  expect(refusals).toMatchObject([
    { fileName: 'cover.jpg', reason: expect.stringContaining('not a video or sound file') },
    { fileName: 'cut short.mp4', reason: expect.stringContaining('empty') },
  ]);
});

test('files of one name are different files when they differ, and the same one comes once from wherever', () => {
  const { selection, names } = setUp();
  const inFolder = (folder: string, text: string) =>
    Object.assign(fileOf('1.mp4', 'video/mp4', text), { webkitRelativePath: `${folder}/1.mp4` });
  addToSelection(selection, [inFolder('spring', 'rain'), inFolder('summer', 'sunshine'), fileOf('1.mp4', '', 'rain')]);
  expect(names()).toEqual(['1.mp4', '1.mp4']);
});
