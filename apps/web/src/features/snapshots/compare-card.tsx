'use client';

import type { Project, Snapshot } from '@preferably/contracts';
import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { diffAddress, usualOther } from './diff-query.ts';

export type Other = Pick<Snapshot, 'id' | 'name'>;

/** The way to what changed since another snapshot; nothing while there is no other. */
export function CompareCard(props: { project: Project; snapshot: Snapshot; others: readonly Other[] }) {
  const { project, snapshot, others } = props;
  const t = useTranslations('snapshots.diff');
  const [against, setAgainst] = useState(usualOther(snapshot, others)?.id ?? '');
  if (others.length === 0) return null;
  return (
    <Card title={t('title')} description={t('cardText')}>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('against')} className="w-80 max-w-full">
          <Select value={against} onChange={(event) => setAgainst(event.target.value)}>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Button asChild>
          <Link href={diffAddress(project.id, snapshot.id, { against })}>
            <GitCompareArrows aria-hidden />
            {t('show')}
          </Link>
        </Button>
      </div>
    </Card>
  );
}
