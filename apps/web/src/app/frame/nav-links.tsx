import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useOrganizationIfSignedIn } from '@/features/organization/organization-context';
import { organizationPage } from '@/urls/organization-urls';
import styles from './frame.module.css';

export const NavLinks = () => {
  const pathname = usePathname();
  const organization = useOrganizationIfSignedIn();
  const links = [
    { href: '/videos', label: 'Videos' },
    { href: '/trash', label: 'Trash' },
    ...(organization ? [{ href: organizationPage(organization.current.id), label: 'Organization' }] : []),
    { href: '/account', label: 'Account' },
  ];
  return (
    <nav aria-label="Main" className={styles.nav}>
      {links.map(({ href, label }) => (
        <Link key={href} href={href} className={styles.navLink} aria-current={current(pathname, href)}>
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
