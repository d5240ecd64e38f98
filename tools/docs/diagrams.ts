import { TASK_KINDS, TASK_LIFECYCLE } from '@media/core';

/** A Mermaid state diagram of the task lifecycle. */
const lifecycleDiagram = (): string => {
  const arrows = Object.entries(TASK_LIFECYCLE).flatMap(([from, row]) =>
    Object.entries(row).map(([event, to]) => `    ${from} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', '    [*] --> waiting', ...arrows].join('\n');
};

/** A Mermaid flowchart of the dependencies between kinds of tasks. */
const taskGraphDiagram = (): string => {
  const kinds = Object.entries(TASK_KINDS);
  const boxes = kinds.map(
    ([kind, { queue, optional }]) => `    ${kind}["${kind} · ${queue}${optional ? ' · optional' : ''}"]`,
  );
  const arrows = kinds.flatMap(([kind, { after }]) => after.map((before) => `    ${before} --> ${kind}`));
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
};

/** Replaces the two diagrams in a text: the task graph comes first, the lifecycle second. */
export const withDiagrams = (text: string): string => {
  const diagrams = [taskGraphDiagram(), lifecycleDiagram()];
  return text.replaceAll(/```mermaid\n[\s\S]*?\n```/g, () => `\`\`\`mermaid\n${diagrams.shift() ?? ''}\n\`\`\``);
};
