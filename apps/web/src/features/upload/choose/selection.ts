import { fileIdentity } from '../queue/unfinished-uploads';
import { isSystemFile, type SkippedFile, skipReason } from './skip-reason';

/** A file to upload. A blank title stands for the default, the file's name. */
export type ChosenFile = { file: File; title: string };

/** The files chosen so far, and those that won't be uploaded. */
export type Selection = { files: readonly ChosenFile[]; skipped: readonly SkippedFile[] };

export const NOTHING_CHOSEN: Selection = { files: [], skipped: [] };

/** Adds files, each once. Files that can't be video or audio are skipped before anything is sent. */
export const withFiles = (selection: Selection, added: readonly File[]): Selection => {
  const files = new Map(selection.files.map((chosen) => [fileIdentity(chosen.file), chosen]));
  const skipped = new Map(selection.skipped.map((each) => [each.id, each]));
  for (const file of added) {
    if (isSystemFile(file.name)) continue;
    const id = fileIdentity(file);
    const reason = skipReason(file);
    if (reason) skipped.set(id, { id, fileName: file.name, reason });
    else files.set(id, { file, title: files.get(id)?.title ?? '' });
  }
  return { files: [...files.values()], skipped: [...skipped.values()] };
};

export const withTitle = (selection: Selection, file: File, title: string): Selection => ({
  ...selection,
  files: selection.files.map((chosen) => (chosen.file === file ? { file, title } : chosen)),
});

export const withoutFile = (selection: Selection, file: File): Selection => ({
  ...selection,
  files: selection.files.filter((chosen) => chosen.file !== file),
});
