import { type DomainEvent, DomainEvents, isDomainEventType } from '@media/contracts';
import type { ActorRef } from '@media/core';
import type { Prisma } from './generated/client.js';

type EventRow = Prisma.EventGetPayload<object>;

/** An event as it is stored; undefined for one of a type or with data that only another release understands. */
export const toDomainEvent = (row: EventRow): DomainEvent | undefined => {
  if (!isDomainEventType(row.type)) return undefined;
  const { data } = DomainEvents[row.type].safeParse(row.data);
  if (!data) return undefined;
  const { organizationId, type, videoId, seq, uploadId, createdAt } = row;
  const subject = uploadId ? { uploadId } : { videoId, seq, generation: generationOf(row) };
  const actor = { ...({ type: row.actorType, id: row.actorId } as ActorRef), ...labelOf(row) };
  // Type and data belong together, because the schema was found by the type.
  return { id: String(row.id), organizationId, type, ...subject, actor, createdAt, data } as DomainEvent;
};

const labelOf = ({ actorLabel }: EventRow): { label?: string } => (actorLabel === null ? {} : { label: actorLabel });

/** Beside the data, because that is where earlier releases look for it. Before videos had one it was always the first. */
const generationOf = ({ data }: EventRow): number => {
  const { generation } = data as { generation?: number };
  return generation ?? 1;
};
