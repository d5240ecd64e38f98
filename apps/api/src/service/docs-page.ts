import { AppError } from '@media/core';
import { readReferenceScript } from './reference-script.js';
import { hashOf, type StaticFile, staticFile } from './static-file.js';

const SCRIPT = 'text/javascript; charset=utf-8';

/** The fonts and accent color of the web app. */
const STYLE = `:root {
  --scalar-font: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --scalar-font-code: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
.light-mode { --scalar-color-accent: #3d4ed7; }
.dark-mode { --scalar-color-accent: #97a5ff; }
`;

/** Turns off everything that contacts other hosts: fonts, telemetry, the AI assistant, and the hosted client. */
const START = `const here = new URL('.', document.baseURI).href.replace(/\\/$/, '');
Scalar.createApiReference('#reference', {
  url: here + '/openapi.json',
  servers: [{ url: here, description: 'This server' }],
  authentication: { preferredSecurityScheme: 'bearer' },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  telemetry: false,
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** Relative URLs, so that the page works under /docs and, through the web app, under /api/docs. */
const pageOf = (style: string, script: string, start: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · media-processor</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/${style}">
<div id="reference"></div>
<noscript>This page needs JavaScript. <a href="openapi.json">openapi.json</a> has the same content.</noscript>
<script src="docs/${script}"></script>
<script src="docs/${start}"></script>
</html>
`;

export type DocsPage = {
  page: StaticFile;
  /** By name. Names contain a content hash, so browsers can cache the files forever. */
  files: ReadonlyMap<string, StaticFile>;
};

const assemble = async (): Promise<DocsPage> => {
  const reference = await readReferenceScript();
  const named = (name: string, extension: string, body: string) => `${name}-${hashOf(body)}.${extension}`;
  const names = {
    style: named('page', 'css', STYLE),
    script: named('reference', 'js', reference),
    start: named('start', 'js', START),
  };
  const files = new Map([
    [names.style, await staticFile('text/css; charset=utf-8', STYLE)],
    [names.script, await staticFile(SCRIPT, reference)],
    [names.start, await staticFile(SCRIPT, START)],
  ]);
  const page = await staticFile('text/html; charset=utf-8', pageOf(names.style, names.script, names.start));
  return { page, files };
};

let assembled: Promise<DocsPage> | undefined;

/** The API reference page, built from the installed package on the first request: its script has 5 MB. */
export const docsPage = (): Promise<DocsPage> => {
  assembled ??= assemble().catch((error: unknown) => {
    // Lets the next request retry.
    assembled = undefined;
    throw error;
  });
  return assembled;
};

/** A script or stylesheet of the page. @throws AppError ROUTE_NOT_FOUND */
export const docsFile = async (name: string): Promise<StaticFile> => {
  const file = (await docsPage()).files.get(name);
  if (!file) throw new AppError('ROUTE_NOT_FOUND', { name });
  return file;
};
