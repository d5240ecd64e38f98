import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const pages = globSync('{*.md,{apps,docs,e2e,packages,tools}/**/*.md}', { cwd: ROOT, exclude: ['**/node_modules/**'] });

/** What a page links to on this disk: Markdown links and images, and the attributes of HTML. Examples of code don't count. */
const relativeLinks = (text: string): string[] => {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const links = prose.matchAll(/\]\(([^)\s]+)[^)]*\)|(?:src|srcset|href)="([^"\s]+)"/g);
  return [...links]
    .map(([, inMarkdown, inHtml]) => (inMarkdown ?? inHtml ?? '').replace(/#.*/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/i.test(link));
};

test('links are found in Markdown and HTML, and not in examples or to other sites', () => {
  const text = [
    '[a](one.md#part) and ![b](two.png "title"), [c](#here), [d](https://example.org)',
    '<img src="three.webp"> [f](mailto:a@example.org)',
    ...['```ts', 'call([x](four.md))', '```'],
  ].join('\n');
  expect(relativeLinks(text)).toEqual(['one.md', 'two.png', 'three.webp']);
});

test('every file that a page links to exists', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/operations.md', 'packages/sdk/README.md']));
  const missing = pages.flatMap((page) =>
    relativeLinks(readFileSync(new URL(page, ROOT), 'utf8'))
      .filter((link) => !existsSync(new URL(link, new URL(page, ROOT))))
      .map((link) => `${page}: ${link}`),
  );
  expect(missing).toEqual([]);
});
