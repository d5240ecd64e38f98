import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useOrganizationIfSignedIn } from '@/features/organization/organization-context';
import { organizationPage } from '@/urls/organization-urls';
import styles from './frame.module.css';

export const NavLinks = () => {
  const pathname = usePathname();
  const organization = useOrganizationIfSignedIn();
  const links: { href: string; label: string; prefetch?: boolean }[] = [
    { href: '/videos', label: 'Videos' },
    // Rarely opened, so that its script isn't worth loading with every page.
    { href: '/trash', label: 'Trash', prefetch: false },
    ...(organization ? [{ href: organizationPage(organization.current.id), label: 'Organization' }] : []),
    { href: '/account', label: 'Account' },
  ];
  return (
    <nav aria-label="Main" className={styles.nav}>
      {links.map(({ href, label, prefetch = null }) => (
        <Link
          key={href}
          href={href}
          prefetch={prefetch}
          className={styles.navLink}
          aria-current={current(pathname, href)}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
};

/** `page` for the page itself, `true` for a page below it (WAI-ARIA 1.2). */
const current = (pathname: string, href: string): 'page' | 'true' | undefined => {
  if (pathname === href) return 'page';
  return pathname.startsWith(`${href}/`) ? 'true' : undefined;
};
