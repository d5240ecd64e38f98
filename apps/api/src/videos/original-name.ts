/** Keyed by ffprobe's first name for the container. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mov: '.mp4',
    matroska: '.mkv',
    mpegts: '.ts',
    mpeg: '.mpg',
    asf: '.wmv',
    ogg: '.ogv',
    avi: '.avi',
    flv: '.flv',
    mxf: '.mxf',
    mp3: '.mp3',
    wav: '.wav',
    flac: '.flac',
  }),
);

const HAS_EXTENSION = /[^.]\.[A-Za-z0-9]{1,10}$/;

/** The download name of a source: its original name, with an extension added if it had none. */
export const originalName = (fileName: string, container = ''): string => {
  const name = fileName.replace(/[/\\]/g, '_');
  if (HAS_EXTENSION.test(name)) return name;
  return `${name}${EXTENSIONS.get(container.split(',')[0] ?? '') ?? ''}`;
};
