'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Input } from '../../components/ui/input.tsx';
import type { TextSearch } from './use-text-search.ts';

/** The field, how many places there are and which one is shown, and the way from one to the next. */
export function SearchField({ search }: { search: TextSearch }) {
  const t = useTranslations('label.search');
  const { count, current, mark } = search;
  return (
    <search className="flex items-center gap-1">
      <Input
        type="search"
        aria-label={t('label')}
        placeholder={t('label')}
        value={search.query}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 grow"
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={search.onKeyDown}
      />
      <span role="status" className="shrink-0 text-sm text-muted tabular-nums">
        {mark ? t('found', { count, current: current + 1 }) : null}
      </span>
      {count > 1 ? (
        <>
          <Button variant="ghost" size="icon" aria-label={t('previous')} onClick={() => search.step(-1)}>
            <ChevronUp aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" aria-label={t('next')} onClick={() => search.step(1)}>
            <ChevronDown aria-hidden />
          </Button>
        </>
      ) : null}
    </search>
  );
}
