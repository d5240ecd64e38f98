import { readFileSync, writeFileSync } from 'node:fs';
import { configurationPage } from './configuration-page.ts';
import { decisionsPage, readDecisions } from './decisions-page.ts';
import { withDiagrams } from './diagrams.ts';

const ROOT = new URL('../../', import.meta.url);

const write = (path: string, text: string): void => {
  writeFileSync(new URL(path, ROOT), text);
  console.log(path);
};

// What is made from tables in the code; tests prove that it was.
write('docs/configuration.md', configurationPage());
write('docs/decisions/README.md', decisionsPage(readDecisions(ROOT)));
write('ARCHITECTURE.md', withDiagrams(readFileSync(new URL('ARCHITECTURE.md', ROOT), 'utf8')));
