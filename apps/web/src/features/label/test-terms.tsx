'use client';

import type { Project, QualificationRules } from '@preferably/contracts';
import { neededOf } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { KeyRows } from './key-rows.tsx';

/** What the test is, before its first try: said once, so that nothing about it is a surprise. */
export function TestTerms(props: {
  rules: QualificationRules;
  triesLeft: number;
  dimension: Project['dimension'];
}) {
  const t = useTranslations('label.test.begin');
  const keys = useTranslations('label.keys');
  const { rules, triesLeft, dimension } = props;
  const count = rules.comparisons;
  const safety =
    dimension === 'safety'
      ? ([
          ['q', keys('firstSafe')],
          ['w', keys('firstUnsafe')],
          ['o', keys('secondSafe')],
          ['p', keys('secondUnsafe')],
        ] as const)
      : [];
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('comparisons', { count })}</li>
        <li>
          {t('needed', { count, needed: neededOf(rules) })} {t(dimension)}
        </li>
        <li>{t('skipped')}</li>
        <li>{t('tries', { count: triesLeft })}</li>
      </ul>
      {/* A touch screen has no keys to name. */}
      <div className="flex flex-col gap-2 pointer-coarse:hidden">
        <h3 className="font-semibold">{t('keys')}</h3>
        <KeyRows
          rows={[
            ['1 … 8', keys('choose')],
            ...safety,
            ['Enter', keys('submit')],
            ['x', keys('skip')],
            ['g', keys('guidelines')],
          ]}
        />
      </div>
    </div>
  );
}
