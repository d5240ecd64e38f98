export type SkippedFile = { id: string; fileName: string; reason: string };

// Names that cameras, editors and broadcasters give recordings. Checked before the type, because systems take `.ts` for TypeScript.
const MEDIA_NAME =
  /\.(3gp|3g2|aac|ac3|aif[cf]?|amr|asf|avi|caf|divx|dv|eac3|f4v|flac|flv|gif|m[124]v|m2ts?|m4[abr]|mk[av]|mov|mp[234]|mpe?g|mpv|mts|mxf|og[agvx]|opus|qt|ts|vob|w64|wav|webm|wm[av])$/i;

// Only what is certainly neither video nor audio. Unknown types are uploaded, and the server inspects them.
const OTHER_TYPE =
  /^(image|text|font|model)\/|^application\/(epub|gzip|java|json|msword|pdf|rtf|vnd\.(android|apple|debian|ms-|oasis|openxml)|x-(7z|apple|bzip|debian|iso|ms-?dos|msdownload|rar|rpm|sh|tar|xz)|xml|zip)/;
const OTHER_NAME =
  /\.(7z|apk|bz2|csv|deb|dll|dmg|docx?|epub|exe|gz|heic|html?|ini|iso|jpe?g|js|json|log|md|msi|nfo|ods|odt|pdf|png|pptx?|psd|rar|rtf|srt|sub|svg|tar|tiff?|txt|vtt|webp|xlsx?|xml|xz|ya?ml|zip)$/i;

/** Files that operating systems leave in folders. They are skipped silently. */
export const isSystemFile = (fileName: string): boolean =>
  /^(\._|\.DS_Store$|desktop\.ini$|Thumbs\.db$)/i.test(fileName);

/** Why a file isn't uploaded, with the next step; undefined when it can be video or audio. */
export const skipReason = ({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>): string | undefined => {
  if (size === 0)
    return "The file is empty. If it's still being copied or recorded, wait until that's done, then add it again.";
  if (MEDIA_NAME.test(name) || !(OTHER_TYPE.test(type) || OTHER_NAME.test(name))) return undefined;
  return 'Not a video or audio file. Choose a different file.';
};
