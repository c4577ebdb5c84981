'use client';

import { type FlagReason, flagReasons } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';
import { ReasonList } from './reason-list.tsx';

/** Shows the comparison to the admins: one digit is enough, and a word more can be added before it. */
export function FlagDialog(props: {
  onFlag: (reason: FlagReason, note: string | null) => void;
  onClose: () => void;
}) {
  const t = useTranslations('label.flag');
  const reasons = useTranslations('label.skip.reason');
  const [note, setNote] = useState('');
  return (
    <Dialog open onOpenChange={props.onClose} title={t('title')} description={t('description')}>
      <div className="flex flex-col gap-3">
        <ReasonList
          reasons={flagReasons}
          words={(each) => reasons(each)}
          onChoose={(each) => props.onFlag(each, note.trim() || null)}
        />
        <Field label={t('note')} hint={t('noteHint')}>
          <Textarea
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}
