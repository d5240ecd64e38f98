import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLog } from './log.js';
import { createMetrics } from './metrics.js';
import { observeQueues } from './queue-metrics.js';

const PAGE = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

test('docs/operations.md lists exactly our metrics, besides those of Node.js', () => {
  const metrics = createMetrics('test');
  observeQueues(metrics, { countMessages: async () => new Map() }, createLog('test', 'silent'));
  const names = metrics.registry.getMetricsAsArray().map(({ name }) => name);
  const ours = names.filter((name) => !/^(process|nodejs)_/.test(name));
  const [paragraph = ''] = PAGE.match(/^- The metrics, besides .*(?:\n {2}.*)*/m) ?? [];
  const documented = new Set([...paragraph.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name));
  expect([...documented].sort()).toEqual(ours.sort());
});
