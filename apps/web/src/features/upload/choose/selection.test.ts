import { expect, test } from 'vitest';
import { NOTHING_CHOSEN, type Selection, withFiles, withoutFile } from './selection';

const fileOf = (name: string, type: string, text = 'x') => new File([text], name, { type, lastModified: 1 });
const namesOf = ({ files }: Selection) => files.map(({ name }) => name);

test('a folder gives its recordings once each, tells what else was in it, and not what systems leave there', () => {
  const film = fileOf('film.mp4', 'video/mp4');
  const folder = withFiles(NOTHING_CHOSEN, [
    film,
    fileOf('cover.jpg', 'image/jpeg'),
    fileOf('.DS_Store', ''),
    fileOf('cut short.mp4', 'video/mp4', ''),
    fileOf('sound.flac', 'audio/flac'),
  ]);
  const again = withFiles(folder, [film, fileOf('cover.jpg', 'image/jpeg')]);
  expect(namesOf(again)).toEqual(['film.mp4', 'sound.flac']);
  expect(again.refusals).toMatchObject([
    { fileName: 'cover.jpg', reason: expect.stringContaining('not a video or sound file') },
    { fileName: 'cut short.mp4', reason: expect.stringContaining('empty') },
  ]);
});

test('files of one name are different files when they differ, and the same one comes once from wherever', () => {
  const inFolder = (folder: string, text: string) =>
    Object.assign(fileOf('1.mp4', 'video/mp4', text), { webkitRelativePath: `${folder}/1.mp4` });
  const chosen = [inFolder('spring', 'rain'), inFolder('summer', 'sunshine'), fileOf('1.mp4', '', 'rain')];
  expect(namesOf(withFiles(NOTHING_CHOSEN, chosen))).toEqual(['1.mp4', '1.mp4']);
});

test('a file that is taken off can be chosen again', () => {
  const [a, b] = [fileOf('a.mp4', 'video/mp4'), fileOf('b.mp4', 'video/mp4')];
  const one = withoutFile(withFiles(NOTHING_CHOSEN, [a, b]), a);
  expect(namesOf(one)).toEqual(['b.mp4']);
  expect(namesOf(withFiles(one, [a]))).toEqual(['b.mp4', 'a.mp4']);
});
