// Neither the dialog nor the tray is in the first load of a page.
export const loadDialog = () => import('./choose/upload-dialog').then(({ UploadDialog }) => UploadDialog);
export const loadTray = () => import('./tray/tray-panel').then(({ TrayPanel }) => TrayPanel);
