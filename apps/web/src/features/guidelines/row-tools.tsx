'use client';

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';

/** Moves a row of a list up or down, or takes it out. A moved row keeps the focus on the button that moved it. */
export function RowTools(props: {
  /** What the row is called by the one who cannot see where the buttons stand. */
  name: string;
  first: boolean;
  last: boolean;
  /** Some rows only stay or go. */
  onMove?: (by: 1 | -1) => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations('guidelines.list');
  const { name, onMove } = props;
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const move = (by: 1 | -1) => {
    onMove?.(by);
    requestAnimationFrame(() => (by < 0 ? up : down).current?.focus());
  };
  return (
    <div className="flex shrink-0">
      {onMove ? (
        <>
          <Button
            ref={up}
            variant="ghost"
            size="icon"
            aria-label={t('up', { name })}
            aria-disabled={props.first || undefined}
            onClick={() => move(-1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            ref={down}
            variant="ghost"
            size="icon"
            aria-label={t('down', { name })}
            aria-disabled={props.last || undefined}
            onClick={() => move(1)}
          >
            <ArrowDown aria-hidden />
          </Button>
        </>
      ) : null}
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('remove', { name })}
        aria-disabled={props.onRemove ? undefined : true}
        onClick={props.onRemove ?? undefined}
      >
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
