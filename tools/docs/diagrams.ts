import { TASK_KINDS, TASK_LIFECYCLE } from '@media/core';

/** The life of a task as a Mermaid state diagram, straight from its table. */
const lifecycleDiagram = (): string => {
  const arrows = Object.entries(TASK_LIFECYCLE).flatMap(([from, row]) =>
    Object.entries(row).map(([event, to]) => `    ${from} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', '    [*] --> waiting', ...arrows].join('\n');
};

/** Which kind of task comes after which, as a Mermaid flowchart, straight from the table of kinds. */
const taskGraphDiagram = (): string => {
  const kinds = Object.entries(TASK_KINDS);
  const boxes = kinds.map(
    ([kind, { queue, optional }]) => `    ${kind}["${kind} · ${queue}${optional ? ' · optional' : ''}"]`,
  );
  const arrows = kinds.flatMap(([kind, { after }]) => after.map((before) => `    ${before} --> ${kind}`));
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
};

/** The text with the diagrams in their places: the graph of tasks first, then the life of one. */
export const withDiagrams = (text: string): string => {
  const diagrams = [taskGraphDiagram(), lifecycleDiagram()];
  return text.replaceAll(/```mermaid\n[\s\S]*?\n```/g, () => `\`\`\`mermaid\n${diagrams.shift() ?? ''}\n\`\`\``);
};
