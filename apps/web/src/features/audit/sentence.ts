import type { AuditEntryView } from '@media/sdk';

export type AuditTarget = AuditEntryView['targets'][number];

/** A part of a sentence about an entry. A target becomes a link. */
export type Part = string | AuditTarget;

/** `say\`deleted ${video}\``: the parts of a sentence. */
export const say = (texts: TemplateStringsArray, ...parts: Part[]): Part[] =>
  texts.flatMap((text, index) => [text, parts[index] ?? '']).filter((part) => part !== '');

export const targetOf = ({ targets }: AuditEntryView, index = 0): Part => targets[index] ?? 'something';

/** A field of an entry's metadata; empty if it is missing. */
export const fieldOf = ({ metadata }: AuditEntryView, field: string): string => {
  const value = metadata[field];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

/** Whether an entry is about its own actor. */
export const isAboutSelf = ({ actor, targets }: AuditEntryView): boolean =>
  actor.id !== null && actor.id === targets[0]?.id;

const QUOTED: readonly AuditTarget['type'][] = ['organization', 'apiKey', 'upload', 'video'];

/** A target's name at that time, in quotes unless it is a person's. */
export const targetName = ({ type, name }: AuditTarget): string => {
  if (name === null) return type === 'user' ? 'a deleted account' : 'someone whose account was deleted';
  return QUOTED.includes(type) ? `“${name}”` : name;
};

/** Who did it, as the log shows it. */
export const actorName = ({ type, name }: AuditEntryView['actor']): string => {
  if (type === 'system') return 'System';
  if (type === 'apiKey') return `API key ${name ?? ''}`.trim();
  return name ?? 'A deleted account';
};
