'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import type { FilterFieldProps } from './filter-fields.tsx';
import { ModelField } from './model-field.tsx';
import { ManyChoice } from './rare-choices.tsx';
import { useChoices } from './use-choices.ts';

/**
 * The filters whose choices are what the project holds: models, languages and guideline versions, each with how many
 * preferences it would let through. What is chosen already can be seen and taken back before they are there.
 */
export function ChoicesOfProject(props: FilterFieldProps & { projectId: string; wanted: boolean }) {
  const { values, faults, change } = props;
  const t = useTranslations('snapshots.form');
  const { data, error, isFetching, refetch } = useChoices(props.projectId, props.wanted);
  const languages = new Map(data?.languages.map((each) => [each.language, each.preferences]));
  const versions = new Map(data?.guidelineVersions.map((each) => [each.number, each.preferences]));
  const countIn = <T,>(counts: ReadonlyMap<T, number>) => {
    return (value: T) => (data ? t('batchPreferences', { n: counts.get(value) ?? 0 }) : undefined);
  };
  return (
    <>
      {data ? null : isFetching ? (
        <p role="status" className="flex items-center gap-2 text-sm text-muted">
          <Spinner />
          {t('choices.loading')}
        </p>
      ) : error ? (
        <Notice tone="warn">
          <p>{t('choices.failed')}</p>
          <Button size="sm" className="mt-2" onClick={() => void refetch()}>
            {t('choices.retry')}
          </Button>
        </Notice>
      ) : null}
      <ModelField offered={data} chosen={values.models} onChange={(models) => change({ models })} />
      <ManyChoice
        legend={t('languages')}
        offered={[...languages.keys()]}
        labelOf={(language) => (language === 'und' ? t('languageUnnamed') : language)}
        hintOf={countIn(languages)}
        error={faults.has('languages') ? t('error.languages') : undefined}
        chosen={values.languages}
        onChange={(chosen) => change({ languages: chosen })}
      />
      <ManyChoice
        legend={t('guidelineVersions')}
        offered={[...versions.keys()]}
        labelOf={(number) => t('version', { number })}
        hintOf={countIn(versions)}
        chosen={values.guidelineVersions}
        onChange={(guidelineVersions) => change({ guidelineVersions })}
      />
    </>
  );
}
