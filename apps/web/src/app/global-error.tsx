'use client';

import { useEffect } from 'react';
import styles from './global-error.module.css';

/** When even the frame of the pages broke: needs no theme and no scripts. */
const GlobalError = ({ error }: { error: Error & { digest?: string } }) => {
  useEffect(() => console.error(error), [error]);
  return (
    <html lang="en">
      <head>
        <title>Something broke · Media Processor</title>
      </head>
      <body className={styles.body}>
        <main>
          <h1>Something broke</h1>
          <p>
            Your videos are safe. Load the page again; if it stays like this, tell the operator
            {error.digest ? ` the number ${error.digest}` : ''}.
          </p>
          {/* Not a client-side link: everything is to be loaded anew. */}
          <a href="/videos">Go to your videos</a>
        </main>
      </body>
    </html>
  );
};

export default GlobalError;
