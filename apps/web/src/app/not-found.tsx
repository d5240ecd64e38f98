import type { Metadata } from 'next';
import { HelpPage } from './help-page';

export const metadata: Metadata = { title: 'Page not found' };

const NotFound = () => (
  <HelpPage
    label="404"
    title="There is no page here"
    text="The address may be mistyped, or what stood here was deleted."
    ways={[{ href: '/videos', label: 'Go to your videos' }]}
  />
);

export default NotFound;
