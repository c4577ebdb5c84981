'use client';

import { ApiError, createProject, type GuidelineSet, Slug } from '@preferably/contracts';
import { type Dimension, dimensions } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { api } from '../../../lib/api.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { wholeNumber } from '../whole-number.ts';
import { GuidelineField } from './guideline-field.tsx';
import { suggestSlug } from './suggest-slug.ts';

type Fault = 'name' | 'slug' | 'guidelines' | 'overlap' | 'lease';

/** Opens a project. Complaints stand at their fields, the first of them takes the focus. */
export function ProjectForm({ guidelineSets }: { guidelineSets: readonly z.infer<typeof GuidelineSet>[] }) {
  const t = useTranslations('projects.create');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const router = useRouter();
  const [name, setName] = useState('');
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [dimension, setDimension] = useState<Dimension>('helpfulness');
  const [setId, setSetId] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const slug = ownSlug ?? suggestSlug(name, dimension);
  const sets = guidelineSets.filter((set) => set.dimension === dimension);
  const guidelineSet = sets.find((set) => set.id === setId) ?? (sets.length === 1 ? sets[0] : undefined);

  const create = useMutation({
    mutationFn: (numbers: { votesWanted: number; leaseSeconds: number }) =>
      api(createProject, {
        body: { name: name.trim(), slug, dimension, guidelineSetId: guidelineSet?.id ?? '', ...numbers },
      }),
    onSuccess: (project) => router.push(`/projects/${project.id}`),
  });
  const taken = create.error instanceof ApiError && create.error.problem?.code === 'name_taken';

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const votesWanted = wholeNumber(data.get('overlap'), 1, 50);
    const minutes = wholeNumber(data.get('lease'), 1, 1440);
    const found: Fault[] = [];
    if (!name.trim()) found.push('name');
    if (!Slug.safeParse(slug).success) found.push('slug');
    if (!guidelineSet) found.push('guidelines');
    if (votesWanted === null) found.push('overlap');
    if (minutes === null) found.push('lease');
    setFaults(found);
    const control = found[0] ? form.elements.namedItem(found[0]) : null;
    if (control instanceof HTMLElement) control.focus();
    if (found.length > 0 || votesWanted === null || minutes === null) return;
    create.mutate({ votesWanted, leaseSeconds: minutes * 60 });
  }

  const fault = (which: Fault) => (faults.includes(which) ? t(`failure.${which}`) : undefined);
  return (
    <Card className="max-w-2xl">
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('name')} error={fault('name')}>
          <Input
            name="name"
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label={t('slug')}
          hint={t('slugHint')}
          error={fault('slug') ?? (taken ? t('failure.taken') : undefined)}
        >
          <Input
            name="slug"
            value={slug}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => setOwnSlug(event.target.value || null)}
          />
        </Field>
        <Field label={t('dimension')} hint={t(`dimensionHelp.${dimension}`)}>
          <Select
            value={dimension}
            onChange={(event) =>
              setDimension(dimensions.find((each) => each === event.target.value) ?? 'helpfulness')
            }
          >
            {dimensions.map((each) => (
              <option key={each} value={each}>
                {common(`dimension.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <GuidelineField sets={sets} chosen={guidelineSet} error={fault('guidelines')} onChange={setSetId} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label={t('overlap')} hint={t('overlapHint')} error={fault('overlap')}>
            <Input name="overlap" type="number" inputMode="numeric" min={1} max={50} defaultValue={1} />
          </Field>
          <Field label={t('lease')} hint={t('leaseHint')} error={fault('lease')}>
            <Input name="lease" type="number" inputMode="numeric" min={1} max={1440} defaultValue={30} />
          </Field>
        </div>
        {create.error && !taken ? <Notice tone="error">{words(create.error)}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" pending={create.isPending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
