import type { JudgedBy } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Badge } from '../ui/badge.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { RevisionItem } from './revision-item.tsx';

/** One annotator's judgement with its whole history, oldest first. */
export function JudgedByCard({ annotator }: { annotator: JudgedBy }) {
  const t = useTranslations();
  const { pseudonym, name, recorded, revisions, skipped } = annotator;
  return (
    <article className="rounded-lg border border-line bg-surface" aria-label={name ?? pseudonym}>
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5">
        <h3 className="font-semibold">{name ?? <span className="font-mono">{pseudonym}</span>}</h3>
        {name ? <span className="font-mono text-xs text-muted">{pseudonym}</span> : null}
        {recorded ? <Badge>{t('history.recorded')}</Badge> : null}
      </header>
      {skipped ? (
        <p className="px-4 py-3">
          {t('history.skipped', { reason: t(`label.skip.reason.${skipped.reason}`) })}{' '}
          <span className="text-sm text-muted">
            <DateTime value={skipped.at} />
          </span>
        </p>
      ) : (
        <ol className="divide-y divide-line">
          {revisions.map((revision, index) => (
            <RevisionItem
              key={revision.revision}
              revision={revision}
              before={revisions[index - 1] ?? null}
              counts={index === revisions.length - 1}
            />
          ))}
        </ol>
      )}
    </article>
  );
}
