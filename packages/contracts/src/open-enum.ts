import { z } from 'zod';

type Meanings<Value extends string> = { readonly [V in Value]: string };
type Documented<Value extends string> = {
  /** Its name in OpenAPI. */
  id: string;
  description: string;
  /** What each value means, where the names alone don't tell. */
  meanings?: Meanings<Value>;
};

const listed = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([value, meaning]) => `\n- \`${value}\`: ${meaning}`)
    .join('');

/**
 * An enum of responses. A later release can add values, so OpenAPI allows any other string beside these
 * (docs/decisions/0044); here, where responses are made, only these compile.
 */
export const openEnum = <const Values extends readonly string[]>(
  values: Values,
  { id, description, meanings }: Documented<Values[number]>,
) =>
  z.enum(values).meta({
    id,
    description: `${description} Later releases can add values.${meanings ? `\n${listed(meanings)}` : ''}`,
    'x-extensible-enum': [...values],
  });
