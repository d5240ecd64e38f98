import { z } from 'zod';

type Meanings<Value extends string> = { readonly [V in Value]: string };
type Documented<Value extends string> = {
  /** Its name in OpenAPI. */
  id: string;
  description: string;
  /** What each value means, if the names alone aren't clear. */
  meanings?: Meanings<Value>;
};

const listed = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([value, meaning]) => `\n- \`${value}\`: ${meaning}`)
    .join('');

/**
 * An enum in responses. Later releases can add values, so OpenAPI also allows any other string (docs/decisions/0044). The
 * TypeScript type stays closed, so the server can only send known values.
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
