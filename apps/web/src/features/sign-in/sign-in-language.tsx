'use client';

import { locales } from '@preferably/domain';
import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { languageNames, rememberLocale } from '../../lib/preferences.ts';

export function SignInLanguage() {
  const current = useLocale();
  const router = useRouter();
  return (
    <div className="flex justify-center gap-1">
      {locales.map((locale) => (
        <Button
          key={locale}
          variant="ghost"
          size="sm"
          lang={locale}
          aria-pressed={locale === current}
          className="text-muted aria-pressed:font-semibold aria-pressed:text-ink"
          onClick={() => void rememberLocale(locale).then(() => router.refresh())}
        >
          {languageNames[locale]}
        </Button>
      ))}
    </div>
  );
}
