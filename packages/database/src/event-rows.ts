import { type DomainEvent, DomainEvents, isDomainEventType } from '@media/contracts';
import type { ActorRef } from '@media/core';
import type { Prisma } from './generated/client.js';

type EventRow = Prisma.EventGetPayload<object>;

/** Undefined for a type or data that this release doesn't understand. */
export const toDomainEvent = (row: EventRow): DomainEvent | undefined => {
  if (!isDomainEventType(row.type)) return undefined;
  const { data } = DomainEvents[row.type].safeParse(row.data);
  if (!data) return undefined;
  const { organizationId, type, videoId, seq, uploadId, createdAt } = row;
  const subject = uploadId ? { uploadId } : { videoId, seq, generation: generationOf(row) };
  const actor = { ...({ type: row.actorType, id: row.actorId } as ActorRef), ...labelOf(row) };
  // Type and data match, because the type selected the schema.
  return { id: String(row.id), organizationId, type, ...subject, actor, createdAt, data } as DomainEvent;
};

const labelOf = ({ actorLabel }: EventRow): { label?: string } => (actorLabel === null ? {} : { label: actorLabel });

/** Stored in the data, where earlier releases expect it. Older events have none: they belong to the first generation. */
const generationOf = ({ data }: EventRow): number => {
  const { generation } = data as { generation?: number };
  return generation ?? 1;
};
