import { fileIdentity } from '../queue/unfinished-uploads';
import { isLeftBySystem, type Refusal, refusalOf } from './refusal-of';

/** The files that are chosen and not sent yet, and those that were refused. */
export type Selection = { files: readonly File[]; refusals: readonly Refusal[] };

export const NOTHING_CHOSEN: Selection = { files: [], refusals: [] };

/** Adds files, each once however it was chosen; those that can't be videos are refused before a byte is sent. */
export const withFiles = (selection: Selection, added: readonly File[]): Selection => {
  const files = new Map(selection.files.map((file) => [fileIdentity(file), file]));
  const refusals = new Map(selection.refusals.map((refusal) => [refusal.id, refusal]));
  for (const file of added) {
    if (isLeftBySystem(file.name)) continue;
    const id = fileIdentity(file);
    const reason = refusalOf(file);
    if (reason) refusals.set(id, { id, fileName: file.name, reason });
    else files.set(id, file);
  }
  return { files: [...files.values()], refusals: [...refusals.values()] };
};

export const withoutFile = (selection: Selection, file: File): Selection => ({
  ...selection,
  files: selection.files.filter((other) => other !== file),
});
