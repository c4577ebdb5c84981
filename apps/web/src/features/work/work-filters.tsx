'use client';

import type { Project } from '@preferably/contracts';
import { strengths } from '@preferably/domain';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useTransition } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { readWorkQuery, type WorkQuery, workAddress } from './work-query.ts';

/** A search and three choices; a choice counts at once, words when they are sent. */
export function WorkFilters({ projects, query }: { projects: readonly Project[]; query: WorkQuery }) {
  const t = useTranslations();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  // The address may change without this form, by the Back button for one. The focus stays where it is.
  useEffect(() => {
    for (const name of ['search', 'project', 'strength', 'state'] as const) {
      const control = form.current?.elements.namedItem(name);
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
        control.value = query[name] ?? '';
    }
  }, [query]);

  function apply() {
    if (!form.current) return;
    const given = Object.fromEntries(new FormData(form.current)) as Record<string, string>;
    startTransition(() => router.replace(workAddress(readWorkQuery(given)), { scroll: false }));
  }

  return (
    <search>
      <form
        ref={form}
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Field label={t('work.filter.search')} className="min-w-56 grow basis-64">
          <Input
            name="search"
            type="search"
            maxLength={200}
            placeholder={t('work.filter.searchHint')}
            defaultValue={query.search}
          />
        </Field>
        <Field label={t('work.filter.project')} className="w-48 max-sm:grow">
          <Select name="project" defaultValue={query.project ?? ''} onChange={apply}>
            <option value="">{t('work.filter.allProjects')}</option>
            {projects.map((project) => (
              <option key={project.id} value={project.id}>
                {project.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('work.filter.strength')} className="w-48 max-sm:grow">
          <Select name="strength" defaultValue={query.strength ?? ''} onChange={apply}>
            <option value="">{t('work.filter.allStrengths')}</option>
            {strengths.map((strength) => (
              <option key={strength} value={strength}>
                {t(`common.strength.${strength}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('work.filter.state')} className="w-52 max-sm:grow">
          <Select name="state" defaultValue={query.state ?? ''} onChange={apply}>
            <option value="">{t('work.filter.both')}</option>
            <option value="judged">{t('work.filter.judged')}</option>
            <option value="skipped">{t('work.filter.skipped')}</option>
          </Select>
        </Field>
        <Button type="submit" pending={pending}>
          {pending ? null : <Search aria-hidden />}
          {t('work.filter.apply')}
        </Button>
      </form>
    </search>
  );
}
