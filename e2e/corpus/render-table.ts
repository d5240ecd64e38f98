/** `result`: the status of the video, or the code of its error. */
export type Row = { name: string; result: string; problems: string[] };

/** A table in Markdown, in the order of names. */
export const renderTable = (rows: readonly Row[]): string =>
  rows
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, result, problems }) =>
        `| ${problems.length > 0 ? 'FAIL' : 'ok'} | ${name} | ${result} | ${problems.join('; ').replaceAll('\n', ' ')} |`,
    )
    .join('\n');
