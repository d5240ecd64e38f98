import type { VideoMessage } from '@media/contracts';
import { VIDEOS } from '@media/core';

/** A message with the number of the last event that its reader then knows. */
export type Frame = { id: number; data: VideoMessage };

/**
 * What one reader has received: decides what is new to it. Events are sent in the order of their numbers and once; progress
 * never goes back within a generation, and that of an earlier generation is not sent. Pure.
 */
export const createStreamState = (lastSeq: number) => {
  let seq = lastSeq;
  let progress = 0;
  let generation = 0;
  let status: VideoMessage['status'];

  const note = (data: VideoMessage): VideoMessage => {
    status = data.status ?? status;
    // A snapshot may stand for the event that began the generation.
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

    /** Whether events are missing between what the reader knows and number `next`. */
    isGapBefore: (next: number): boolean => next > seq + 1,

    /** Whether the event that began this generation is missing. */
    isBehind: (next: number | undefined): boolean => next !== undefined && next > generation,

    /** Without data it is an event that isn't sent: the reader only knows its number. */
    event: (number: number, data: VideoMessage | undefined): Frame | undefined => {
      if (number <= seq) return undefined;
      seq = number;
      return data && { id: seq, data: note(data) };
    },

    /** What is true as of event `number`. It stands for all events up to there. */
    snapshot: (number: number, data: VideoMessage & { progress: number }): Frame => {
      seq = Math.max(seq, number);
      return { id: seq, data: { ...note(data), progress } };
    },

    progress: (data: VideoMessage): Frame | undefined => {
      // A worker that has not heard of a cancel still reports.
      if (data.generation !== undefined && data.generation !== generation) return undefined;
      if (data.progress === undefined || data.progress <= progress) return undefined;
      return { id: seq, data: note(data) };
    },
  };
};

/** The bytes of a frame. JSON has no line breaks, so nothing in it can end the field. */
export const toEventText = ({ id, data }: { id: number; data: object }): string =>
  `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
