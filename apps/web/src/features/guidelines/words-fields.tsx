'use client';

import { locales } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import type { DraftWords } from './draft-content.ts';

/** The same short words in both languages, side by side. */
export function WordsFields(props: {
  /** The id of the English field; where a fault leads. */
  id: string;
  label: string;
  words: DraftWords;
  error: string | undefined;
  onChange: (words: DraftWords) => void;
}) {
  const t = useTranslations('guidelines');
  return (
    <>
      {locales.map((locale) => (
        <Field
          key={locale}
          id={locale === 'en' ? props.id : `${props.id}-${locale}`}
          label={t('list.inLanguage', { label: props.label, language: t(`editor.${locale}`) })}
          optional={locale !== 'en'}
          error={locale === 'en' ? props.error : undefined}
          className="min-w-0 grow basis-48"
        >
          <Input
            value={props.words[locale]}
            lang={locale}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => props.onChange({ ...props.words, [locale]: event.target.value })}
          />
        </Field>
      ))}
    </>
  );
}
