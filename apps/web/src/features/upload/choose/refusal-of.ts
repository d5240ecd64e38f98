export type Refusal = { id: string; fileName: string; reason: string };

// What a camera, an editor or a broadcaster names a recording, whatever the system takes it for: `.ts` is TypeScript to many.
const MEDIA_NAME =
  /\.(3gp|3g2|aac|ac3|aif[cf]?|amr|asf|avi|caf|divx|dv|eac3|f4v|flac|flv|gif|m[124]v|m2ts?|m4[abr]|mk[av]|mov|mp[234]|mpe?g|mpv|mts|mxf|og[agvx]|opus|qt|ts|vob|w64|wav|webm|wm[av])$/i;

// What is certainly no recording. Anything unknown is sent, and the server looks into it.
const OTHER_TYPE =
  /^(image|text|font|model)\/|^application\/(epub|gzip|java|json|msword|pdf|rtf|vnd\.(android|apple|debian|ms-|oasis|openxml)|x-(7z|apple|bzip|debian|iso|ms-?dos|msdownload|rar|rpm|sh|tar|xz)|xml|zip)/;
const OTHER_NAME =
  /\.(7z|apk|bz2|csv|deb|dll|dmg|docx?|epub|exe|gz|heic|html?|ini|iso|jpe?g|js|json|log|md|msi|nfo|ods|odt|pdf|png|pptx?|psd|rar|rtf|srt|sub|svg|tar|tiff?|txt|vtt|webp|xlsx?|xml|xz|ya?ml|zip)$/i;

/** Files that systems leave lying in folders; nobody means to send them. */
export const isLeftBySystem = (fileName: string): boolean =>
  /^(\._|\.DS_Store$|desktop\.ini$|Thumbs\.db$)/i.test(fileName);

/** Why a file need not be sent, in a sentence that tells what to do; undefined when it may be a recording. */
export const refusalOf = ({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>): string | undefined => {
  if (size === 0) return 'It is empty. If it is still being copied or recorded, choose it again when that has ended.';
  if (MEDIA_NAME.test(name) || !(OTHER_TYPE.test(type) || OTHER_NAME.test(name))) return undefined;
  return 'It is not a video or sound file. Choose the recording itself.';
};
