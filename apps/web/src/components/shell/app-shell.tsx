import type { Me } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TopBar } from './top-bar.tsx';

/** Every page behind the session: skip link, top bar, main. */
export function AppShell({ me, children }: { me: Me; children: ReactNode }) {
  const t = useTranslations('common');
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skipToContent')}
      </a>
      <TopBar me={me} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The width and padding of an ordinary page; the labeling screen takes the whole window instead. */
export function PageFrame({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-6xl px-4 py-5">{children}</div>;
}
