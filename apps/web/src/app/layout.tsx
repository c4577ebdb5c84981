import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-kr';
import '../styles/globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { Providers } from '../components/providers.tsx';
import { themes } from '../lib/preferences.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('tagline'),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  const [locale, jar] = await Promise.all([getLocale(), cookies()]);
  const theme = themes.find((each) => each !== 'system' && each === jar.get('theme')?.value);
  return (
    // The account menu sets data-theme at once, before the next page comes with it.
    <html lang={locale} data-theme={theme} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
