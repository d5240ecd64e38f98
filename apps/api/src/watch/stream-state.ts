import type { VideoMessage } from '@media/contracts';
import { VIDEOS } from '@media/core';

/** A message and the number of the last event that the client has received with it. */
export type Frame = { id: number; data: VideoMessage };

/**
 * Tracks what one client has received and decides what is new to it. Each event is sent once, in order. Progress never decreases
 * within a generation, and progress of earlier generations is dropped. Pure.
 */
export const createStreamState = (lastSeq: number) => {
  let seq = lastSeq;
  let progress = 0;
  let generation = 0;
  let status: VideoMessage['status'];

  const note = (data: VideoMessage): VideoMessage => {
    status = data.status ?? status;
    // A snapshot can replace the event that started the generation.
    if (data.status === 'queued' || (data.generation ?? 0) > generation) progress = 0;
    generation = data.generation ?? generation;
    if (data.progress === undefined) return data;
    if (data.progress >= progress) {
      progress = data.progress;
      return data;
    }
    const { progress: _, ...rest } = data;
    return rest;
  };

  return {
    lastSeq: (): number => seq,
    hasEnded: (): boolean => status !== undefined && VIDEOS.isTerminal(status),

    /** Whether events are missing before number `next`. */
    isGapBefore: (next: number): boolean => next > seq + 1,

    /** Whether the event that started this generation is missing. */
    isBehind: (next: number | undefined): boolean => next !== undefined && next > generation,

    /** Without data, the event isn't sent and only its number is recorded. */
    event: (number: number, data: VideoMessage | undefined): Frame | undefined => {
      if (number <= seq) return undefined;
      seq = number;
      return data && { id: seq, data: note(data) };
    },

    /** The state as of event `number`. Replaces all events up to that number. */
    snapshot: (number: number, data: VideoMessage & { progress: number }): Frame => {
      seq = Math.max(seq, number);
      return { id: seq, data: { ...note(data), progress } };
    },

    progress: (data: VideoMessage): Frame | undefined => {
      // A worker that hasn't noticed a cancellation yet still reports progress.
      if (data.generation !== undefined && data.generation !== generation) return undefined;
      if (data.progress === undefined || data.progress <= progress) return undefined;
      return { id: seq, data: note(data) };
    },
  };
};

/** A frame as SSE text. JSON contains no raw line breaks, so it fits in one `data` field. */
export const toEventText = ({ id, data }: { id: number; data: object }): string =>
  `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
