import { expect, test } from 'vitest';
import { NOTHING_CHOSEN, type Selection, withFiles, withoutFile, withTitle } from './selection';

const fileOf = (name: string, type: string, text = 'x') => new File([text], name, { type, lastModified: 1 });
const namesOf = ({ files }: Selection) => files.map(({ file }) => file.name);

test('a folder adds each recording once, lists the files it skips, and ignores system files', () => {
  const movie = fileOf('movie.mp4', 'video/mp4');
  const folder = withFiles(NOTHING_CHOSEN, [
    movie,
    fileOf('cover.jpg', 'image/jpeg'),
    fileOf('.DS_Store', ''),
    fileOf('cut short.mp4', 'video/mp4', ''),
    fileOf('song.flac', 'audio/flac'),
  ]);
  const again = withFiles(folder, [movie, fileOf('cover.jpg', 'image/jpeg')]);
  expect(namesOf(again)).toEqual(['movie.mp4', 'song.flac']);
  expect(again.skipped).toMatchObject([
    { fileName: 'cover.jpg', reason: expect.stringContaining('Not a video or audio file') },
    { fileName: 'cut short.mp4', reason: expect.stringContaining('empty') },
  ]);
});

test('different files with the same name are kept, and the same file from two folders is added once', () => {
  const inFolder = (folder: string, text: string) =>
    Object.assign(fileOf('1.mp4', 'video/mp4', text), { webkitRelativePath: `${folder}/1.mp4` });
  const chosen = [inFolder('spring', 'rain'), inFolder('summer', 'sunshine'), fileOf('1.mp4', '', 'rain')];
  expect(namesOf(withFiles(NOTHING_CHOSEN, chosen))).toEqual(['1.mp4', '1.mp4']);
});

test('a removed file can be chosen again', () => {
  const [a, b] = [fileOf('a.mp4', 'video/mp4'), fileOf('b.mp4', 'video/mp4')];
  const one = withoutFile(withFiles(NOTHING_CHOSEN, [a, b]), a);
  expect(namesOf(one)).toEqual(['b.mp4']);
  expect(namesOf(withFiles(one, [a]))).toEqual(['b.mp4', 'a.mp4']);
});

test('a title belongs to one file, and stays when the file is chosen again', () => {
  const [a, b] = [fileOf('a.mp4', 'video/mp4'), fileOf('b.mp4', 'video/mp4')];
  const titled = withTitle(withFiles(NOTHING_CHOSEN, [a, b]), a, 'Lighthouse');
  const again = withFiles(titled, [fileOf('a.mp4', 'video/mp4')]);
  expect(again.files.map(({ title }) => title)).toEqual(['Lighthouse', '']);
});
