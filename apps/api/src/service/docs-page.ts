import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@media/core';

/** Relative addresses, so that the page works under /docs and, through the web app, under /api/docs. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>media-processor API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
`;

const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', validatorUrl: null, tryItOutEnabled: true });\n`;

const STATIC = new Map([
  ['swagger-ui.css', { type: 'text/css; charset=utf-8', url: import.meta.resolve('swagger-ui-dist/swagger-ui.css') }],
  [
    'swagger-ui-bundle.js',
    { type: 'text/javascript; charset=utf-8', url: import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js') },
  ],
]);

export type DocsFile = { type: string; body: string | Buffer };

/** A file of the page, out of the installed package: nothing is fetched from elsewhere. @throws AppError ROUTE_NOT_FOUND */
export const docsFile = async (file: string): Promise<DocsFile> => {
  if (file === 'start.js') return { type: 'text/javascript; charset=utf-8', body: START };
  const found = STATIC.get(file);
  if (!found) throw new AppError('ROUTE_NOT_FOUND', { file });
  return { type: found.type, body: await readFile(fileURLToPath(found.url)) };
};
