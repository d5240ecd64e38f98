import type { Oas3Rule, Plugin } from '@redocly/openapi-core';

type Media = { example?: unknown; examples?: object };

const hasExample = (media: Media): boolean =>
  media.example !== undefined || Object.keys(media.examples ?? {}).length > 0;

/** Readers copy examples first, so every JSON body has one. Streams and files are exempt. */
const jsonHasExample: Oas3Rule = () => ({
  MediaTypesMap: (media, { report, location }) => {
    for (const [type, content] of Object.entries(media)) {
      if (!/[/+]json$/.test(type) || hasExample(content as Media)) continue;
      report({ message: `${type} has no example.`, location: location.child(type) });
    }
  },
});

/** Generated clients show these descriptions in the editor. */
const propertyHasDescription: Oas3Rule = () => ({
  Schema: ({ properties = {} }, { report, location }) => {
    for (const [name, property] of Object.entries(properties)) {
      if (typeof property !== 'object' || 'description' in property || '$ref' in property) continue;
      report({ message: `The property ${name} has no description.`, location: location.child(['properties', name]) });
    }
  },
});

const STATUSES_WITH_BODY = ['400', '415', '422'];

/** Operations with authentication must list 401, those with a body 400, 415 and 422. */
const operationListsErrors: Oas3Rule = () => ({
  Operation: ({ security = [], requestBody, responses }, { report, location }) => {
    const isPublic = security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);
    const expected = [...(isPublic ? [] : ['401']), ...(requestBody ? STATUSES_WITH_BODY : [])];
    const missing = expected.filter((status) => !(status in responses));
    if (missing.length === 0) return;
    report({ message: `The responses ${missing.join(', ')} are missing.`, location: location.child('responses') });
  },
});

export const OUR_RULES: Plugin = {
  id: 'ours',
  rules: {
    oas3: {
      'json-has-example': jsonHasExample,
      'property-has-description': propertyHasDescription,
      'operation-lists-errors': operationListsErrors,
    },
  },
};
