'use client';

import type { Draft } from '@preferably/contracts';
import type { Place } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';

export const editId = 'improve';

/**
 * Improves the preferred response (Llama 3's edit step): what is written stands above the preferred one, as that stands
 * above the other. It belongs to the response it was made from and waits while the other one is preferred.
 */
export function EditStep(props: {
  /** The preferred one; null while none is. */
  place: Place | null;
  original: string;
  edited: Draft['edited'];
  onEdit: (edited: Draft['edited']) => void;
}) {
  const { place, edited, original, onEdit } = props;
  const t = useTranslations('label.edit');
  if (!place && !edited) return null;
  if (edited && edited.place !== place) {
    return <p className="text-sm text-muted">{t(`waits.${edited.place}`)}</p>;
  }
  if (!place) return null;
  if (!edited) {
    return (
      <div>
        <Button id={editId} onClick={() => onEdit({ place, text: original })}>
          {t(`open.${place}`)} <Kbd>e</Kbd>
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={editId} className="text-sm font-medium">
          {t(`label.${place}`)} <Kbd>e</Kbd>
        </label>
        <Button size="sm" variant="ghost" onClick={() => onEdit(null)}>
          {t('drop')}
        </Button>
      </div>
      <Textarea
        id={editId}
        autoFocus
        maxLength={200_000}
        aria-describedby={`${editId}-hint`}
        value={edited.text}
        onChange={(event) => onEdit({ place, text: event.target.value })}
        className="field-sizing-content max-h-[30dvh] min-h-24"
      />
      <p id={`${editId}-hint`} className="text-xs text-muted">
        {t('hint')}
      </p>
    </div>
  );
}
