import type { Client, VideoDetails, VideoView } from '@media/sdk';
import { fileSource } from '@media/sdk/node';

const ENDED = ['completed', 'failed', 'cancelled'];

/** Uploads a file and waits until it is processed. Throws the API's error if the file isn't accepted. */
export const processFile = async (
  client: Client,
  file: string,
  recipe?: VideoDetails['recipe'],
): Promise<VideoView> => {
  const video = await client.uploadFile(await fileSource(file), { ...(recipe && { video: { recipe } }) });
  for await (const { status } of client.watch(video.id)) if (ENDED.includes(status ?? '')) break;
  return client.videos.get(video.id);
};
