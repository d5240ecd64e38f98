import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PRODUCT = 'media-processor';
const SDK = '@media/sdk';

/** A repository with only the files that determine versions. */
const copyManifests = (dir: string): void => {
  const files = ['package.json', 'pnpm-workspace.yaml', 'CHANGELOG.md', '.changeset/config.json'];
  const manifests = globSync('{apps,packages,examples}/*/package.json', { cwd: ROOT });
  for (const file of [...files, ...manifests, 'tools/package.json', 'e2e/package.json']) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    cpSync(join(ROOT, file), join(dir, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: dir });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all', '--', ':!node_modules');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message=start');
};

const versionsIn = (dir: string): Record<string, string> =>
  Object.fromEntries(
    globSync(['package.json', '{apps,packages}/*/package.json', 'tools/package.json'], { cwd: dir }).map((file) => {
      const { name, version } = JSON.parse(readFileSync(join(dir, file), 'utf8')) as { name: string; version: string };
      return [name, version];
    }),
  );

test('a release raises the product and the SDK to one version, lists the change, and changes nothing else', () => {
  const dir = join(runDir(), 'release');
  copyManifests(dir);
  const before = versionsIn(dir);
  const [major, minor] = (before[PRODUCT] ?? '').split('.').map(Number);
  const change = `---\n"${PRODUCT}": minor\n---\n\nVideos can fly.\n`;
  writeFileSync(join(dir, '.changeset/flying-videos.md'), change);

  execFileSync(join(ROOT, 'node_modules/.bin/changeset'), ['version'], { cwd: dir });

  const next = `${major}.${(minor ?? 0) + 1}.0`;
  expect(versionsIn(dir)).toEqual({ ...before, [PRODUCT]: next, [SDK]: next });
  const changelog = readFileSync(join(dir, 'CHANGELOG.md'), 'utf8');
  expect(changelog.split('\n## ')[1]).toMatch(new RegExp(`^${next}\\n[^]*Videos can fly\\.`));
  expect(existsSync(join(dir, '.changeset/flying-videos.md'))).toBe(false);
  expect(globSync('{apps,packages,tools}/**/CHANGELOG.md', { cwd: dir })).toEqual(['packages/sdk/CHANGELOG.md']);
});

test('every changeset of this repository names only packages with their own version', () => {
  const changesets = globSync('.changeset/*.md', { cwd: ROOT, exclude: ['**/README.md'] });
  for (const file of changesets) {
    const [, header = ''] = readFileSync(join(ROOT, file), 'utf8').split('---');
    const names = [...header.matchAll(/^["'](.+)["']: (?:patch|minor|major)$/gm)].map(([, name]) => name);
    expect([PRODUCT, SDK], file).toEqual(expect.arrayContaining(names));
  }
});
