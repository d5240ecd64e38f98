import { createConfig, lintFromString, type NormalizedProblem } from '@redocly/openapi-core';
import { OUR_RULES } from './rules.ts';

const CONFIG = {
  extends: ['recommended-strict'],
  plugins: [OUR_RULES],
  rules: {
    'operation-description': 'error',
    'operation-tag-defined': 'error',
    'parameter-description': 'error',
    'ours/json-has-example': 'error',
    'ours/property-has-description': 'error',
    'ours/operation-lists-errors': 'error',
  },
} as const;

const sentence = ({ ruleId, message, location: [place] }: NormalizedProblem): string =>
  `${place?.pointer ?? ''} ${message} (${ruleId})`;

/** The problems of an OpenAPI description, one sentence each. Sends no network requests. */
export const lintOpenApi = async (source: string): Promise<string[]> => {
  const config = await createConfig({ ...CONFIG, extends: [...CONFIG.extends], plugins: [...CONFIG.plugins] });
  return (await lintFromString({ source, config })).map(sentence);
};
