import { type DomainEvent, toVideoMessage, type VideoMessage } from '@media/contracts';

/** What followers receive for these events. */
export const messagesOf = (events: readonly DomainEvent[]): VideoMessage[] =>
  events.flatMap((event) => ('videoId' in event ? (toVideoMessage(event) ?? []) : []));
