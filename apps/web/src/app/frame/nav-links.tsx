import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './frame.module.css';

const LINKS = [
  { href: '/videos', label: 'Videos' },
  { href: '/account', label: 'Account' },
] as const;

export const NavLinks = () => {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className={styles.nav}>
      {LINKS.map(({ href, label }) => (
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
