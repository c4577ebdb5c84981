'use client';

import type { GuidelineVersion } from '@preferably/contracts';
import { type Choice, inLanguage } from '@preferably/domain';
import { Check } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';

function Choices({ kind, choices }: { kind: 'categories' | 'chips'; choices: readonly Choice[] }) {
  const t = useTranslations('guidelines');
  const locale = useLocale();
  if (choices.length === 0) return null;
  return (
    <Card title={t(`${kind}.title`)} description={t(`${kind}.description`)}>
      <ul className="flex flex-col gap-1">
        {choices.map((choice) => (
          <li key={choice.code} className="flex flex-wrap items-baseline gap-x-2">
            {inLanguage(choice.label, locale)}
            <code className="text-xs text-muted">{choice.code}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a version asks beside its text. Which answers are right is known to those who manage, and only shown to them. */
export function AskedView({ version }: { version: GuidelineVersion }) {
  const t = useTranslations('guidelines.quiz');
  const locale = useLocale();
  return (
    <>
      <Choices kind="categories" choices={version.categories} />
      <Choices kind="chips" choices={version.chips} />
      {version.quiz.length > 0 ? (
        <Card title={t('title')} description={t('description')}>
          <ol className="flex flex-col gap-4">
            {version.quiz.map(({ question, answers, correct }) => (
              <li key={question.en}>
                <p className="font-medium">{inLanguage(question, locale)}</p>
                <ul className="mt-1 flex flex-col gap-1">
                  {answers.map((answer, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by their place, and never move
                    <li key={index} className="flex items-center gap-1.5 pl-4">
                      {inLanguage(answer, locale)}
                      {index === correct ? (
                        <span className="inline-flex items-center gap-1 text-sm text-ok">
                          <Check aria-hidden className="size-4" />
                          {t('right')}
                        </span>
                      ) : null}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
    </>
  );
}
