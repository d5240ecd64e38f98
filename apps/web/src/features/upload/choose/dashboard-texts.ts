import type { DashboardOptions } from '@uppy/dashboard';

type Texts = NonNullable<DashboardOptions<Record<string, unknown>, Record<string, never>>['locale']>;

const TEXTS: Texts['strings'] = {
  dashboardTitle: 'Files to upload',
  browseFiles: 'Choose files',
  browseFolders: 'Choose a folder',
  dropPasteBoth: 'Drop videos or folders here, or paste them. %{browseFiles} %{browseFolders}',
  dropHint: 'Drop to add',
  addMore: 'Add more',
  addMoreFiles: 'Add more files',
  addingMoreFiles: 'Add more files',
  back: 'Back',
  removeFile: 'Remove %{file}',
  xFilesSelected: { 0: '%{smart_count} file', 1: '%{smart_count} files' },
};

/** The dashboard's words, in the voice of the page. */
export const DASHBOARD_TEXTS: Texts = { strings: TEXTS };

/** Nothing is dropped on a phone, and its folders are not asked for. */
export const TOUCH_TEXTS: Texts = {
  strings: { ...TEXTS, dropPasteFiles: 'Videos and sound files of this device. %{browseFiles}' },
};
