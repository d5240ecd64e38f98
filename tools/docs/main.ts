import { readFileSync, writeFileSync } from 'node:fs';
import { configurationPage } from './configuration-page.ts';
import { decisionsPage, readDecisions } from './decisions-page.ts';
import { withDiagrams } from './diagrams.ts';
import { withReasons } from './formats-page.ts';

const ROOT = new URL('../../', import.meta.url);

const write = (path: string, text: string): void => {
  writeFileSync(new URL(path, ROOT), text);
  console.log(path);
};

// Tests in this folder fail if a page is out of date.
write('docs/configuration.md', configurationPage());
write('docs/decisions/README.md', decisionsPage(readDecisions(ROOT)));
write('docs/formats.md', withReasons(readFileSync(new URL('docs/formats.md', ROOT), 'utf8')));
write('ARCHITECTURE.md', withDiagrams(readFileSync(new URL('ARCHITECTURE.md', ROOT), 'utf8')));
