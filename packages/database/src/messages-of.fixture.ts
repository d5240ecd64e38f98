import { type DomainEvent, toVideoMessage, type VideoMessage } from '@media/contracts';

/** The messages that subscribers receive for these events. */
export const messagesOf = (events: readonly DomainEvent[]): VideoMessage[] =>
  events.flatMap((event) => ('videoId' in event ? (toVideoMessage(event) ?? []) : []));
