import type { WorkEntry } from '@preferably/contracts';
import { places } from '@preferably/domain';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatSpan } from '../../lib/format.ts';

export function WorkTable({ entries }: { entries: readonly WorkEntry[] }) {
  const t = useTranslations('work.history');
  const locale = useLocale();
  return (
    <Card flush>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('prompt')}</Th>
            <Th>{t('judgement')}</Th>
            <Th numeric>{t('active')}</Th>
            <Th>{t('when')}</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.assignmentId}>
              <Td className="min-w-48 sm:min-w-60">
                <Excerpt entry={entry} />
                <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-muted">
                  {t('from', {
                    project: entry.projectName,
                    number: entry.batch.number,
                    batch: entry.batch.name,
                  })}
                  {entry.batch.open ? null : <Badge>{t('closed')}</Badge>}
                </p>
              </Td>
              <Td className="min-w-44">
                <Said entry={entry} />
              </Td>
              <Td numeric>{entry.state === 'judged' ? formatSpan(locale, entry.activeMs) : '–'}</Td>
              <Td className="whitespace-nowrap">
                <DateTime value={entry.state === 'judged' ? entry.judgedAt : entry.skippedAt} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** A judged comparison leads to the labeling screen; a skipped one is somebody else's now. */
function Excerpt({ entry }: { entry: WorkEntry }) {
  const t = useTranslations('work.history');
  const text = (
    <span className="line-clamp-2" lang={entry.lang ?? undefined}>
      {entry.excerpt}
    </span>
  );
  if (entry.state === 'skipped') return text;
  return (
    <Link
      href={`/label/${entry.projectId}?assignment=${entry.assignmentId}`}
      className="font-medium text-accent underline-offset-2 hover:underline"
    >
      <span className="sr-only">{t(entry.reopenable ? 'again' : 'read')} </span>
      {text}
    </Link>
  );
}

function Said({ entry }: { entry: WorkEntry }) {
  const t = useTranslations();
  if (entry.state === 'skipped') {
    return <>{t('work.history.skipped', { reason: t(`label.skip.reason.${entry.reason}`) })}</>;
  }
  const { safety, comment, revisions } = entry;
  return (
    <>
      {t(`label.scale.spoken.${entry.place}.${entry.strength}`)}
      {places.map((place) =>
        safety ? (
          <span key={place} className="block text-sm text-muted">
            {t('label.judged.label', {
              response: t(`label.response.${place}`),
              label: t(`label.safety.${safety[place]}`),
            })}
          </span>
        ) : null,
      )}
      {comment ? <span className="line-clamp-2 text-sm text-muted">“{comment}”</span> : null}
      {revisions > 1 ? (
        <span className="block">
          <Badge>{t('work.history.revised', { count: revisions - 1 })}</Badge>
        </span>
      ) : null}
    </>
  );
}
