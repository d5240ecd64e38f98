'use client';

import { useEffect } from 'react';
import controls from '@/controls/controls.module.css';
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
      <button type="button" className={controls.button} data-variant="filled" onClick={reset}>
        Try again
      </button>
    </HelpPage>
  );
};

export default ErrorPage;
