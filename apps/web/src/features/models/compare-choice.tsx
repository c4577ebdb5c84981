'use client';

import type { RewardModel } from '@preferably/contracts';
import { ArrowLeftRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { compareAddress } from './compare-query.ts';

/** Which two are compared; the choice is in the address, so it can be shared. */
export function CompareChoice(props: {
  projectId: string;
  models: readonly RewardModel[];
  a: RewardModel;
  b: RewardModel;
}) {
  const { projectId, models, a, b } = props;
  const t = useTranslations('models');
  const common = useTranslations('common');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (first: string, second: string) =>
    startTransition(() => router.push(compareAddress(projectId, first, second)));

  const field = (label: 'a' | 'b', chosen: RewardModel, other: RewardModel, choose: (id: string) => void) => (
    <Field label={t(`compare.${label}`)} className="w-72 max-w-full">
      <Select value={chosen.id} onChange={({ target }) => choose(target.value)}>
        {models.map((model) => (
          <option key={model.id} value={model.id} disabled={model.id === other.id}>
            {model.state === 'candidate'
              ? model.name
              : t('compare.option', { name: model.name, state: t(`state.${model.state}`) })}
          </option>
        ))}
      </Select>
    </Field>
  );

  return (
    <div className="flex flex-wrap items-end gap-2">
      {field('a', a, b, (id) => go(id, b.id))}
      {field('b', b, a, (id) => go(a.id, id))}
      <Button onClick={() => go(b.id, a.id)}>
        <ArrowLeftRight aria-hidden />
        {t('compare.swap')}
      </Button>
      <span role="status" className="flex h-8 items-center gap-1.5 text-sm text-muted">
        {pending ? (
          <>
            <Spinner />
            {common('loading')}
          </>
        ) : null}
      </span>
    </div>
  );
}
