'use client';

import type { diffSnapshots, Project, Snapshot } from '@preferably/contracts';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import type { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import type { Other } from './compare-card.tsx';
import { DiffBar } from './diff-bar.tsx';
import { diffAddress } from './diff-query.ts';
import { DiffTable } from './diff-table.tsx';

export type Diff = z.infer<typeof diffSnapshots.reply>;

/** What came in, went out and changed between two snapshots. Pages follow the last change seen. */
export function DiffView(props: {
  project: Project;
  snapshot: Snapshot;
  others: readonly Other[];
  against: Other;
  diff: Diff;
  after: string | undefined;
}) {
  const { project, snapshot, against, diff, after } = props;
  const t = useTranslations('snapshots.diff');
  const address = (query: { against: string; after?: string }) => diffAddress(project.id, snapshot.id, query);
  return (
    <div className="flex flex-col gap-4">
      <AgainstField others={props.others} against={against} address={(id) => address({ against: id })} />
      <Card title={t('counts')} description={t('countsHint', { from: against.name, to: snapshot.name })}>
        <DiffBar counts={diff.counts} />
      </Card>
      {diff.changes.length > 0 ? (
        <DiffTable projectId={project.id} changes={diff.changes} />
      ) : after ? (
        <p className="text-muted">{t('end')}</p>
      ) : (
        <EmptyState title={t('same')}>{t('sameText')}</EmptyState>
      )}
      {after || diff.next ? (
        <nav aria-label={t('paging')} className="flex justify-between gap-2">
          {after ? (
            <Button asChild>
              <Link href={address({ against: against.id })}>{t('first')}</Link>
            </Button>
          ) : (
            <span />
          )}
          {diff.next ? (
            <Button asChild>
              <Link href={address({ against: against.id, after: diff.next })}>{t('next')}</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

/** Which snapshot it is compared with; the choice is in the address, so it can be shared. */
function AgainstField(props: { others: readonly Other[]; against: Other; address: (id: string) => string }) {
  const t = useTranslations('snapshots.diff');
  const common = useTranslations('common');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex items-end gap-2">
      <Field label={t('against')} className="w-80 max-w-full">
        <Select
          value={props.against.id}
          onChange={({ target }) => startTransition(() => router.push(props.address(target.value)))}
        >
          {props.others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
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
