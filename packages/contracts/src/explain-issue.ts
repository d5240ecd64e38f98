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

const MAX_NAME_LENGTH = 64;
/** Truncated, because a client can send a name as long as the whole body. */
const shorten = (name: PropertyKey): string => {
  const text = String(name);
  return text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH)}…` : text;
};

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
const quoted = (value: unknown): string => `\`${String(value)}\``;
const pathOf = (path: readonly PropertyKey[]): string => path.map(shorten).join('.');

type Sized = { origin: string; inclusive?: boolean | undefined; exact?: boolean | undefined };

const amount = ({ origin }: Sized, limit: number | bigint): string => {
  const unit = UNITS[origin];
  return unit ? `${limit} ${limit === 1 ? unit[0] : unit[1]}` : String(limit);
};
const verb = ({ origin }: Sized): string => (origin in UNITS ? 'Must have' : 'Must be');

const tooSmall = (issue: Sized, min: number | bigint): string => {
  if (issue.origin in UNITS && min === 1) return 'Must not be empty';
  return `${verb(issue)} ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue, min)}`;
};
const tooBig = (issue: Sized, max: number | bigint): string =>
  `${verb(issue)} ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue, max)}`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? quoted(values[0]) : `one of ${values.map(quoted).join(', ')}`;

/** Replaces zod's messages with plain English. Messages that a schema defines itself take precedence. */
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

/** The type or values that a branch of a union expects, or undefined if the value has the right type. */
const expectedBy = ([first]: readonly Issue[]): string | undefined => {
  if (!first || first.path.length > 0) return undefined;
  if (first.code === 'invalid_type') return TYPES[first.expected] ?? first.expected;
  return first.code === 'invalid_value' ? oneOf(first.values) : undefined;
};

const unionProblems = (branches: readonly (readonly Issue[])[], path: readonly PropertyKey[]): FieldProblem[] => {
  const [matching] = branches.filter((branch) => expectedBy(branch) === undefined);
  if (matching) return matching.flatMap((issue) => problemsOf(issue, path));
  return [{ path: pathOf(path), message: `Must be ${branches.map(expectedBy).join(' or ')}` }];
};

const problemsOf = (issue: Issue, parents: readonly PropertyKey[]): FieldProblem[] => {
  const path = [...parents, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: pathOf([...path, key]), message: `Unknown field \`${shorten(key)}\`` }));
    case 'invalid_union':
      return unionProblems(issue.errors, path);
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path: pathOf(path), message: `Name ${lowerFirst(message)}` }));
    default:
      return [{ path: pathOf(path), message: issue.message }];
  }
};

/** Every problem and the path of its field. For a union, the problems of the branch whose type matches the value. */
export const fieldProblems = ({ issues }: z.core.$ZodError): FieldProblem[] =>
  issues.flatMap((issue) => problemsOf(issue, []));
