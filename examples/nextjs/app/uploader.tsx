'use client';

import { createClient } from '@media/sdk';
import { useRouter } from 'next/navigation';
import { type ChangeEvent, useState } from 'react';

// No session: the route handler behind this path signs in on the server.
const client = createClient({ baseUrl: '/api/media' });

export const Uploader = () => {
  const router = useRouter();
  const [progress, setProgress] = useState<number>();
  const [problem, setProblem] = useState('');

  const upload = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    setProblem('');
    try {
      const video = await client.uploadFile(file, {
        onProgress: ({ sentBytes, inFlightBytes, totalBytes }) => setProgress((sentBytes + inFlightBytes) / totalBytes),
      });
      router.push(`/videos/${video.id}`);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The upload failed.');
    }
  };

  return (
    <>
      <label>
        Video <input type="file" accept="video/*" onChange={upload} />
      </label>
      {progress !== undefined && <progress value={progress} aria-label="Upload" />}
      {problem && <p role="alert">{problem}</p>}
    </>
  );
};
