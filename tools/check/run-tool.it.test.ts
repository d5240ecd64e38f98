import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

test('an interrupted tool resolves to null, even if it exits with 0', async () => {
  const tool = `process.on('SIGINT', () => process.exit(0)); setInterval(() => {}, 1000); console.log('ready');`;
  const program = `
    import { runTool } from './tools/check/run-tool.ts';
    console.log('exit code:', await runTool('.', 'node', ['-e', ${JSON.stringify(tool)}]));`;
  const child = spawn(NODE, ['--input-type=module', '-e', program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (text.includes('ready')) child.kill('SIGINT');
  });
  await once(child, 'close');
  expect(output).toBe('ready\nexit code: null\n');
});
