'use client';

import { createFileLink } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link as LinkIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { CopyField } from '../../components/ui/copy-field.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

const terms = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 } as const;
type Term = keyof typeof terms;
const names = Object.keys(terms) as Term[];

/** Makes an address under which anybody may download one file for a while, to hand to a machine without a key. */
export function FileLink({ snapshotId, name }: { snapshotId: string; name: string }) {
  const t = useTranslations('snapshots.link');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const [open, setOpen] = useState(false);
  const [term, setTerm] = useState<Term>('hour');
  const make = useMutation({
    mutationFn: () => api(createFileLink, { params: { snapshotId }, body: { name, minutes: terms[term] } }),
  });

  function change(next: boolean) {
    make.reset();
    setOpen(next);
  }

  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t('of', { name })}
        title={t('title')}
        onClick={() => change(true)}
      >
        <LinkIcon aria-hidden />
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={t('title')}
        description={name}
        footer={
          make.data ? (
            <Button variant="primary" onClick={() => change(false)}>
              {common('close')}
            </Button>
          ) : (
            <>
              <Button onClick={() => change(false)}>{common('cancel')}</Button>
              <Button variant="primary" pending={make.isPending} onClick={() => make.mutate()}>
                {t('make')}
              </Button>
            </>
          )
        }
      >
        <div className="flex flex-col gap-4">
          <Notice tone="warn">{t('anybody')}</Notice>
          {make.data ? (
            <>
              <CopyField label={t('label')} value={make.data.url} />
              <p className="text-sm text-muted">
                {t.rich('expires', { when: () => <DateTime value={make.data.expiresAt} /> })}
              </p>
            </>
          ) : (
            <Field label={t('term')}>
              <Select
                value={term}
                onChange={({ target }) => setTerm(names.find((each) => each === target.value) ?? term)}
              >
                {names.map((each) => (
                  <option key={each} value={each}>
                    {t(`terms.${each}`)}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {make.error ? <Notice tone="error">{words(make.error)}</Notice> : null}
        </div>
      </Dialog>
    </>
  );
}
