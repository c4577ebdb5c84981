'use client';

import type { Locale } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';
import { fieldOf } from './draft-content.ts';

/** The contract's limit for one text. */
const longest = 100_000;

/** One language: the Markdown, and beside it (below on a narrow screen) how annotators will see it. */
export function TextPane(props: {
  locale: Locale;
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) {
  const { locale, text } = props;
  const t = useTranslations('guidelines.editor');
  // A long text renders when there is time, so that typing never waits for it.
  const shown = useDeferredValue(text);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Field
        {...(locale === 'en' ? { id: fieldOf.text } : {})}
        label={t('text')}
        hint={`${t(`${locale}Hint`)} ${t('length', { count: text.length, max: longest })}`}
        error={props.error}
      >
        <Textarea
          value={text}
          lang={locale}
          maxLength={longest}
          rows={22}
          spellCheck
          className="font-mono"
          onChange={(event) => props.onChange(event.target.value)}
        />
      </Field>
      <section aria-labelledby={`preview-${locale}`}>
        <h3 id={`preview-${locale}`} className="mb-1 text-sm font-medium">
          {t('preview')}
        </h3>
        <div className="min-h-40 rounded-md border border-line bg-surface px-4 py-3">
          {shown.trim() ? (
            <Markdown text={shown} lang={locale} />
          ) : (
            <p className="text-muted">{t('previewEmpty')}</p>
          )}
        </div>
      </section>
    </div>
  );
}
