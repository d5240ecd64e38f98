'use client';

import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { HelpPage } from './help-page';

/** What a page shows that broke: the bar and the uploads under way stay. */
const ErrorPage = ({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) => {
  useEffect(() => console.error(error), [error]);
  return (
    <HelpPage
      label="Something broke"
      title="This page could not be shown"
      text={`Your videos and uploads are safe. Try again; if it stays like this, tell the operator${error.digest ? ` the number ${error.digest}` : ''}.`}
      ways={[{ href: '/videos', label: 'Go to your videos' }]}
    >
      <Button onClick={reset}>Try again</Button>
    </HelpPage>
  );
};

export default ErrorPage;
