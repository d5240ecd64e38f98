import { imageKindAt } from '@media/core';
import type { DomainEvent, DomainEventData, VideoDomainEvent, VideoEventType } from './events.js';
import type { LiveMessage, VideoMessage } from './messages.js';

type ToMessage<T extends VideoEventType> = (data: DomainEventData[T]) => VideoMessage | undefined;

const asItIs = (data: VideoMessage): VideoMessage => data;
const unsent = (): undefined => undefined;

/** What subscribers to a video receive for each type of event. */
const MESSAGES: { [T in VideoEventType]: ToMessage<T> } = {
  'video.created': asItIs,
  'video.processing': asItIs,
  'video.playable': asItIs,
  'video.completed': asItIs,
  'video.failed': asItIs,
  'video.cancelled': asItIs,
  'video.warned': asItIs,
  'video.reverted': asItIs,
  'video.retried': asItIs,
  'video.restarted': asItIs,
  'video.updated': asItIs,
  // Its stream has ended with its processing.
  'video.trashed': unsent,
  'video.restored': asItIs,
  // A terminal status ends the stream of this video.
  'video.deleted': () => ({ status: 'cancelled' }),
  // Images and text tracks are shown before the result is published.
  'task.completed': ({ kind, index }) => {
    if (kind === 'text') return { textReady: true };
    return kind === 'images' ? { output: imageKindAt(index) } : undefined;
  },
  'task.retrying': asItIs,
  'task.failed': unsent,
  'rendition.ready': unsent,
};

const messageOf = <T extends VideoEventType>({ type, data }: { type: T; data: DomainEventData[T] }) =>
  MESSAGES[type](data);

/** The message that subscribers to a video receive for an event, or undefined if it isn't sent to them. Pure. */
export const toVideoMessage = (
  event: Pick<VideoDomainEvent, 'type' | 'data' | 'generation'>,
): VideoMessage | undefined => {
  const message = messageOf(event);
  return message && { ...message, generation: event.generation };
};

/**
 * The message that every API process receives for an event, or undefined if the event isn't about a video. An event that isn't
 * sent to subscribers has empty data: without its number, subscribers would detect a gap. Pure.
 */
export const toLiveMessage = (event: DomainEvent): LiveMessage | undefined => {
  if ('uploadId' in event) return undefined;
  const { organizationId, videoId, seq: eventSeq, type } = event;
  const isGone = type === 'video.deleted' || type === 'video.trashed';
  const deleted = isGone ? { deleted: true as const } : {};
  return { organizationId, videoId, eventSeq, ...deleted, data: toVideoMessage(event) ?? {} };
};
