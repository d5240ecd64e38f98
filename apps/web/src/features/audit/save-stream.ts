const REVOKE_AFTER_MS = 60_000;

type File = { name: string; type: string };

/** Downloads a stream as a file, once it has ended: a part must not look like the whole. */
export const saveStream = async (stream: ReadableStream, { name, type }: File): Promise<void> => {
  const blob = await new Response(stream, { headers: { 'content-type': type } }).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Some browsers start to read only after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
};
