'use client';

import { type MarginKind, marginKinds, strengths } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { marginText } from '../../lib/margin-text.ts';

/** Three margins as radio buttons in the table of their numbers: the numbers are what is chosen. */
export function MarginChoice(props: { value: MarginKind; onChange: (kind: MarginKind) => void }) {
  const t = useTranslations();
  const id = useId();
  return (
    <fieldset aria-describedby={`${id}-hint`} className="min-w-0">
      <legend className="text-sm font-medium">{t('snapshots.form.margin')}</legend>
      <div className="my-1 rounded-md border border-line">
        <Table caption={t('snapshots.form.marginCaption')}>
          <thead>
            <tr>
              <Th>{t('snapshots.form.margin')}</Th>
              {strengths.map((strength) => (
                <Th key={strength} numeric className="min-w-24 whitespace-normal">
                  {t(`common.strength.${strength}`)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {marginKinds.map((kind) => (
              <tr key={kind} className="last:[&>*]:border-b-0">
                <th
                  scope="row"
                  className="border-b border-line px-2.5 py-1.5 text-left font-normal whitespace-nowrap"
                >
                  <label className="flex cursor-pointer items-center gap-2">
                    <input
                      type="radio"
                      name={`${id}-margin`}
                      value={kind}
                      checked={props.value === kind}
                      onChange={() => props.onChange(kind)}
                      className="size-4 accent-(--color-accent)"
                    />
                    {t(`snapshots.form.marginKind.${kind}`)}
                  </label>
                </th>
                {strengths.map((strength) => (
                  <Td key={strength} numeric>
                    {marginText(kind, strength)}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <p id={`${id}-hint`} className="text-xs text-muted">
        {t('snapshots.form.marginHint')}
      </p>
    </fieldset>
  );
}
