import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Warnings } from './warnings';

const rendered = (count: number): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <Warnings
        warnings={Array.from({ length: count }, (_, index) => ({ code: 'AUDIO_LOST', text: `Note ${index}` }))}
      />
    </MantineProvider>,
  );

test('up to five notes are shown at once, and more are collapsed to their number', () => {
  expect(rendered(5)).not.toContain('<details');
  expect(rendered(5)).toContain('Note 4');
  expect(rendered(6)).toMatch(/<details.*6 notes.*Note 5/);
});
