import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
export type FieldProblem = { path: string; message: string };

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  undefined: 'absent',
  null: 'null',
};
const FORMATS: Record<string, string> = {
  email: 'an email address',
  url: 'a URL, such as https://example.org',
  uuid: 'an id',
  datetime: 'a date and time, such as 2026-01-31T12:00:00Z',
};
const UNITS: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
  record: ['entry', 'entries'],
};

const LONGEST_NAME = 64;
/** A name of the caller's own, which may be as long as a whole body. */
const shown = (name: PropertyKey): string => {
  const text = String(name);
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
};

const quoted = (value: unknown): string => `\`${String(value)}\``;
const pathOf = (path: readonly PropertyKey[]): string => path.map(shown).join('.');

type Sized = { origin: string; inclusive?: boolean | undefined; exact?: boolean | undefined };

const amount = ({ origin }: Sized, limit: number | bigint): string => {
  const unit = UNITS[origin];
  return unit ? `${limit} ${limit === 1 ? unit[0] : unit[1]}` : String(limit);
};
const verb = ({ origin }: Sized): string => (origin in UNITS ? 'Must have' : 'Must be');

const tooSmall = (issue: Sized, least: number | bigint): string => {
  if (issue.origin in UNITS && least === 1) return 'Must not be empty';
  return `${verb(issue)} ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue, least)}`;
};
const tooBig = (issue: Sized, most: number | bigint): string =>
  `${verb(issue)} ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue, most)}`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? quoted(values[0]) : `one of ${values.map(quoted).join(', ')}`;

/** zod's messages in plain words, for people who know nothing of zod. A message of the schema's own goes before. */
export const explainIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Required' : `Must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'Required' : `Must be ${oneOf(issue.values)}`;
    case 'too_small':
      return tooSmall(issue, issue.minimum);
    case 'too_big':
      return tooBig(issue, issue.maximum);
    case 'invalid_format':
      return FORMATS[issue.format] ? `Must be ${FORMATS[issue.format]}` : 'Has the wrong format';
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}`;
    default:
      return 'Is not valid';
  }
};

/** What a branch of a union expects, if the value is not even of its type. */
const expectedBy = ([first]: readonly Issue[]): string | undefined => {
  if (!first || first.path.length > 0) return undefined;
  if (first.code === 'invalid_type') return TYPES[first.expected] ?? first.expected;
  return first.code === 'invalid_value' ? oneOf(first.values) : undefined;
};

const unionProblems = (branches: readonly (readonly Issue[])[], path: readonly PropertyKey[]): FieldProblem[] => {
  const [meant] = branches.filter((branch) => expectedBy(branch) === undefined);
  if (meant) return meant.flatMap((issue) => problemsOf(issue, path));
  return [{ path: pathOf(path), message: `Must be ${branches.map(expectedBy).join(' or ')}` }];
};

const problemsOf = (issue: Issue, parents: readonly PropertyKey[]): FieldProblem[] => {
  const path = [...parents, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: pathOf([...path, key]), message: `Unknown field \`${shown(key)}\`` }));
    case 'invalid_union':
      return unionProblems(issue.errors, path);
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path: pathOf(path), message: `Its name: ${message}` }));
    default:
      return [{ path: pathOf(path), message: issue.message }];
  }
};

/** Every problem with the field it is about. An unknown field has its own path; of a union, the branch that was meant counts. */
export const fieldProblems = ({ issues }: z.core.$ZodError): FieldProblem[] =>
  issues.flatMap((issue) => problemsOf(issue, []));
