import type { GuidelineVersion } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { cn } from '../../lib/cn.ts';
import { NextDraft } from './next-draft.tsx';
import type { ListedSet } from './sets-table.tsx';

/** The versions, newest first, and the way to the next one while none is being drafted. */
export function VersionList(props: {
  set: ListedSet;
  versions: readonly GuidelineVersion[];
  shown: GuidelineVersion;
  manages: boolean;
}) {
  const { set, versions, shown, manages } = props;
  const t = useTranslations('guidelines');
  const [newest] = versions;
  return (
    <nav aria-labelledby="versions" className="flex flex-col gap-2">
      <h2 id="versions" className="font-semibold">
        {t('set.versions')}
      </h2>
      {manages && newest?.state === 'published' ? <NextDraft setId={set.id} from={newest} /> : null}
      <ol className="flex flex-col gap-1 max-md:max-h-52 max-md:overflow-y-auto">
        {versions.map((version) => (
          <li key={version.id}>
            <Link
              href={`/guidelines/${set.id}?version=${version.number}`}
              aria-current={version.id === shown.id ? 'page' : undefined}
              className={cn(
                'flex flex-col gap-0.5 rounded-md border px-3 py-2 hover:bg-hover',
                version.id === shown.id ? 'border-accent bg-surface' : 'border-transparent',
              )}
            >
              <span className="flex flex-wrap items-center justify-between gap-1 font-medium">
                {t('versionShort', { number: version.number })}
                {version.state === 'draft' ? (
                  <Badge tone="warn">{t('set.draft')}</Badge>
                ) : version.number === set.published ? (
                  <Badge tone="ok">{t('set.current')}</Badge>
                ) : null}
              </span>
              <span className="text-xs text-muted">
                {t(version.publishedAt ? 'set.publishedOn' : 'set.draftedOn')}{' '}
                <DateTime value={version.publishedAt ?? version.createdAt} dateOnly />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
