// Keeps the dialog and the tray out of a page's first load.
export const loadDialog = () => import('./choose/upload-dialog').then(({ UploadDialog }) => UploadDialog);
export const loadTray = () => import('./tray/tray-panel').then(({ TrayPanel }) => TrayPanel);
