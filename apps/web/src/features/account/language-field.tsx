'use client';

import { updateMe } from '@preferably/contracts';
import { type Locale, locales } from '@preferably/domain';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { languageNames, rememberLocale } from '../../lib/preferences.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

export function LanguageField() {
  const t = useTranslations('account.language');
  const words = useWordsForProblem();
  const locale = useLocale();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<unknown>(null);

  function choose(next: Locale) {
    startTransition(async () => {
      setError(null);
      try {
        await api(updateMe, { body: { locale: next } });
        await rememberLocale(next);
        router.refresh();
      } catch (cause) {
        setError(cause);
      }
    });
  }

  return (
    <Field label={t('label')} hint={t('hint')} error={error ? words(error) : undefined}>
      <Select value={locale} disabled={pending} onChange={(event) => choose(event.target.value as Locale)}>
        {locales.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
