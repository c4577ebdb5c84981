import type { Me } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AccountMenu } from './account-menu.tsx';
import { NavLink } from './nav-link.tsx';
import { navigationFor } from './navigation.ts';

export function TopBar({ me }: { me: Me }) {
  const t = useTranslations('common');
  return (
    <header className="border-b border-line bg-surface">
      <div className="flex h-11 items-center gap-1 px-4">
        <Link href="/" className="mr-3 shrink-0 text-lg font-bold tracking-tight text-accent">
          {t('product')}
        </Link>
        <nav aria-label={t('nav.label')} className="flex h-full grow items-stretch gap-1 overflow-x-auto">
          {navigationFor(me).map((entry) => (
            <NavLink key={entry.href} href={entry.href} under={entry.under}>
              {t(`nav.${entry.name}`)}
            </NavLink>
          ))}
        </nav>
        <AccountMenu name={me.name} email={me.email} />
      </div>
    </header>
  );
}
