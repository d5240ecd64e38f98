import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const pages = globSync('{*.md,{.changeset,.github,apps,docs,e2e,examples,packages,tools}/**/*.md}', {
  cwd: ROOT,
  exclude: ['**/node_modules/**', '**/dist/**'],
});

/** Relative targets of Markdown links, images and HTML attributes, outside of code blocks. */
const relativeLinks = (text: string): string[] => {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const links = prose.matchAll(/\]\(([^)\s]+)[^)]*\)|(?:src|srcset|href)="([^"\s]+)"/g);
  return [...links]
    .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
    .filter((link) => link !== '' && !/^[a-z]+:/i.test(link));
};

/** The fragments that GitHub generates for headings. */
const fragmentsOf = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const targetExists = (page: string, link: string): boolean => {
  const [path = '', fragment] = link.split('#');
  const target = path === '' ? new URL(page, ROOT) : new URL(path, new URL(page, ROOT));
  if (!existsSync(target)) return false;
  const isHeading = fragment !== undefined && target.pathname.endsWith('.md');
  return !isHeading || fragmentsOf(readFileSync(target, 'utf8')).includes(fragment);
};

test('relative links are found in Markdown and HTML, but not in code blocks', () => {
  const text = [
    '[a](one.md#part) and ![b](two.png "title"), [c](#here), [d](https://example.org)',
    '<img src="three.webp"> [f](mailto:a@example.org)',
    ...['```ts', 'call([x](four.md))', '```'],
  ].join('\n');
  expect(relativeLinks(text)).toEqual(['one.md#part', 'two.png', '#here', 'three.webp']);
});

test('fragments of headings match those of GitHub', () => {
  expect(fragmentsOf('# Health, numbers, logs\n\n```sh\n# no heading\n```\n\n## What to do when …')).toEqual([
    'health-numbers-logs',
    'what-to-do-when-',
  ]);
});

test('every linked file and heading exists', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/operations.md', 'packages/sdk/README.md']));
  const missing = pages.flatMap((page) =>
    relativeLinks(readFileSync(new URL(page, ROOT), 'utf8'))
      .filter((link) => !targetExists(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(missing).toEqual([]);
});
