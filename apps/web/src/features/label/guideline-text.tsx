'use client';

import type { GuidelineVersion } from '@preferably/contracts';
import type { Locale } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { differences } from './similar-texts.ts';

type Texts = GuidelineVersion['texts'];

/** The whole text in the reader's language, or in English where that is all there is. */
export function GuidelineText(props: { texts: Texts; mark?: string }) {
  const t = useTranslations('label.guidelines');
  const locale = useLocale();
  const own = props.texts[locale];
  return (
    <>
      {own ? null : <p className="mb-2 text-sm text-muted">{t('otherLanguage')}</p>}
      <Markdown
        text={own ?? props.texts.en}
        lang={own ? locale : 'en'}
        mark={props.mark ?? ''}
        className="text-base"
      />
    </>
  );
}

/** Two versions are compared in the reader's language only where both have it. */
function inOneLanguage(from: Texts, to: Texts, locale: Locale) {
  const lang = from[locale] && to[locale] ? locale : 'en';
  return { lang, before: from[lang] ?? from.en, after: to[lang] ?? to.en };
}

/** What changed from one version to another, word by word, with a line, a ground and words of its own. */
export function GuidelineChanges(props: { from: { number: number; texts: Texts }; to: Texts }) {
  const t = useTranslations('label.changes');
  const locale = useLocale();
  const { from, to } = props;
  const { lang, before, after } = inOneLanguage(from.texts, to, locale);
  const parts = useMemo(() => differences(before, after, lang), [before, after, lang]);
  if (before === after) return <p className="text-muted">{t('same', { number: from.number })}</p>;
  if (!parts) {
    return (
      <>
        <p className="mb-2 text-sm text-muted">{t('tooMany')}</p>
        <GuidelineText texts={to} />
      </>
    );
  }
  return (
    <>
      <p className="diff-hint mb-2 text-sm text-muted">
        {t.rich('hint', {
          number: from.number,
          del: (words) => <del>{words}</del>,
          ins: (words) => <ins>{words}</ins>,
        })}
      </p>
      <div className="diff-text" dir="auto" lang={lang}>
        {parts.map(({ text, only }, index) => {
          if (!only) return text;
          const Mark = only === 'first' ? 'del' : 'ins';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place, and never move
            <Mark key={index}>
              <span className="sr-only">{t(only === 'first' ? 'removed' : 'added')} </span>
              {text}
              <span className="sr-only"> {t('end')}</span>
            </Mark>
          );
        })}
      </div>
    </>
  );
}
