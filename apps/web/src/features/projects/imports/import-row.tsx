'use client';

import type { Batch, ImportSummary } from '@preferably/contracts';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { DateTime } from '../../../components/ui/date-time.tsx';
import { Td } from '../../../components/ui/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { StoredBadLines } from './stored-bad-lines.tsx';

/** One import; its bad lines open below it. */
export function ImportRow({ imported, batch }: { imported: ImportSummary; batch: Batch | null }) {
  const t = useTranslations();
  const locale = useLocale();
  const panel = useId();
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  const { name, lines, added, known, rejected, judgements } = imported;
  return (
    <>
      <tr>
        <Td className="min-w-44">
          <span className="block font-medium">{name}</span>
          <span className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
            {t(`projects.format.${imported.format}`)}
            {imported.judged ? <Badge tone="accent">{t('projects.imports.judged')}</Badge> : null}
          </span>
          {rejected > 0 ? (
            <Button
              size="sm"
              variant="ghost"
              className="mt-0.5 -ml-2"
              aria-expanded={open}
              aria-controls={panel}
              onClick={() => setOpen(!open)}
            >
              <Chevron aria-hidden />
              {t('projects.imports.showErrors', { count: rejected })}
              <span className="sr-only">: {name}</span>
            </Button>
          ) : null}
        </Td>
        <Td className="min-w-28">{batch ? batch.name : '–'}</Td>
        <Td className="whitespace-nowrap">
          <DateTime value={imported.createdAt} />
        </Td>
        {[lines, added, known, rejected, judgements].map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
          <Td key={index} numeric>
            {formatCount(locale, count)}
          </Td>
        ))}
      </tr>
      {open ? (
        <tr id={panel}>
          <Td colSpan={8}>
            <StoredBadLines projectId={imported.projectId} importId={imported.id} name={name} />
          </Td>
        </tr>
      ) : null}
    </>
  );
}
