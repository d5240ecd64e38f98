import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';

type Times = { seconds: number; boundarySeconds: number };

/** Copies a clip and adds German subtitles until the boundary, and two chapters, which meet there. Returns the path of the copy. */
export const addText = (clip: string, { seconds, boundarySeconds }: Times): string => {
  const dir = mkdtempSync(join(runDir(), 'text-'));
  const [subtitles, chapters, file] = ['de.srt', 'chapters.txt', 'text.mkv'].map((name) => join(dir, name));
  writeFileSync(String(subtitles), `1\n00:00:01,000 --> 00:00:0${boundarySeconds},000\nGuten <i>Abend</i> & mehr\n`);
  const chapter = (title: string, start: number, end: number) =>
    `[CHAPTER]\nTIMEBASE=1/1\nSTART=${start}\nEND=${end}\ntitle=${title}\n`;
  const list = chapter('Approach', 0, boundarySeconds) + chapter('The lamp', boundarySeconds, seconds);
  writeFileSync(String(chapters), `;FFMETADATA1\n${list}`);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-i', clip, '-i', String(subtitles), '-i', String(chapters)],
    ...['-map', '0', '-map', '1', '-map_chapters', '2', '-c', 'copy', '-disposition:s:0', '0'],
    ...['-metadata:s:s:0', 'language=ger', '-metadata:s:s:0', 'title=Untertitel', String(file)],
  ]);
  return String(file);
};
