import type { Metadata } from 'next';
import { Bar } from './frame/bar';
import { LazyAppBar } from './frame/lazy-app-bar';
import { PageFrame } from './frame/page-frame';
import { HelpPage } from './help-page';

export const metadata: Metadata = { title: 'Page not found' };

/** Stands in no group, because its address does. Next.js hands it to every page: what knows of a session is loaded when it is shown. */
const NotFound = () => (
  <PageFrame
    header={
      <LazyAppBar>
        <Bar home="/" />
      </LazyAppBar>
    }
  >
    <HelpPage
      label="404"
      title="There is no page here"
      text="The address may be mistyped, or what stood here was deleted."
      ways={[{ href: '/videos', label: 'Go to your videos' }]}
    />
  </PageFrame>
);

export default NotFound;
