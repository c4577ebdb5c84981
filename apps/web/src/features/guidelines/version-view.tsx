'use client';

import type { GuidelineVersion } from '@preferably/contracts';
import { locales } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { Markdown } from '../../components/markdown.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { AskedView } from './asked-view.tsx';

/** A version as annotators read it, in the languages it has. `current` is the number of the one in use. */
export function VersionView({ version, current }: { version: GuidelineVersion; current: number | null }) {
  const t = useTranslations('guidelines');
  const locale = useLocale();
  const { texts, state } = version;
  const written = locales.filter((each) => texts[each]);
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{t('versionShort', { number: version.number })}</h2>
      {state === 'draft' ? (
        <Notice tone="warn">{t('set.draftNotYours')}</Notice>
      ) : (
        <p className="max-w-prose text-sm text-muted">
          {t('set.frozen')}
          {current !== null && current > version.number
            ? ` ${t('set.superseded', { number: current })}`
            : null}
        </p>
      )}
      <Tabs
        label={t('editor.languages')}
        tabs={written.map((each) => ({
          value: each,
          label: t(`editor.${each}`),
          content: (
            <div className="rounded-lg border border-line bg-surface px-5 py-4">
              <Markdown text={texts[each] ?? ''} lang={each} />
            </div>
          ),
        }))}
        defaultValue={texts[locale] ? locale : 'en'}
      />
      <AskedView version={version} />
    </div>
  );
}
