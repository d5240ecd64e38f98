import { Uppy } from '@uppy/core';
import { identityOf } from '../queue/unfinished-uploads';
import { isLeftBySystem, type Refusal, refusalOf } from './refusal-of';

/** The files that are chosen and not sent yet: what the dashboard works on. */
export const createSelection = (onRefused: (refusal: Refusal) => void) =>
  new Uppy({
    id: 'selection',
    // What is refused is shown in the dialog, for as long as it takes to read it.
    logger: { debug: () => undefined, warn: () => undefined, error: () => undefined },
    onBeforeFileAdded: (file, chosen) => {
      const { data, name, type, size } = file;
      // Uppy's own would tell a file that was dropped from the same one chosen with its folder.
      const id = data instanceof File ? identityOf({ file: data, recipe: '' }) : file.id;
      if (Object.hasOwn(chosen, id) || isLeftBySystem(name)) return false;
      const reason = refusalOf({ name, type, size: size ?? 0 });
      if (reason) onRefused({ id, fileName: name, reason });
      return reason === undefined && { ...file, id };
    },
  });

export type Selection = ReturnType<typeof createSelection>;

/** Adds files that came another way than by the dashboard. */
export const addToSelection = (selection: Selection, files: readonly File[]): void =>
  selection.addFiles(files.map((file) => ({ name: file.name, type: file.type, data: file })));

export const chosenFiles = (chosen: ReturnType<Selection['getState']>['files']): File[] =>
  Object.values(chosen).flatMap(({ data }) => (data instanceof File ? [data] : []));
