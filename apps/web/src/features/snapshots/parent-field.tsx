'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';

/** The snapshot that the new one goes on from. Its settings come along only when the reader asks for them. */
export function ParentField(props: {
  snapshots: readonly Snapshot[];
  value: string;
  onChange: (parentId: string) => void;
  onTakeOver: (parent: Snapshot) => void;
}) {
  const t = useTranslations('snapshots.form');
  const parent = props.snapshots.find((each) => each.id === props.value);
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('parent')} hint={t('parentHint')} optional>
        <Select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
          <option value="">{t('noParent')}</option>
          {props.snapshots.map((snapshot) => (
            <option key={snapshot.id} value={snapshot.id}>
              {snapshot.name}
            </option>
          ))}
        </Select>
      </Field>
      {parent ? (
        <div>
          <Button onClick={() => props.onTakeOver(parent)}>{t('takeOver')}</Button>
        </div>
      ) : null}
    </div>
  );
}
