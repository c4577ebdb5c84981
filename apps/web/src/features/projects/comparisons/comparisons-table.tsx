import type { ComparisonState } from '@preferably/domain';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '../../../components/ui/badge.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import type { Listed } from './comparisons-view.tsx';

const tones = { open: 'neutral', done: 'ok', withdrawn: 'warn' } as const satisfies Record<
  ComparisonState,
  string
>;

export function ComparisonsTable(props: { projectId: string; comparisons: readonly Listed[] }) {
  const t = useTranslations('projects.comparisons');
  return (
    <Card flush>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th numeric>{t('batch')}</Th>
            <Th>{t('prompt')}</Th>
            <Th>{t('state')}</Th>
            <Th numeric>{t('votes')}</Th>
            <Th numeric>{t('turns')}</Th>
            <Th>{t('language')}</Th>
            <Th>{t('source')}</Th>
          </tr>
        </thead>
        <tbody>
          {props.comparisons.map((comparison) => (
            <tr key={comparison.id}>
              <Td numeric>{comparison.batch}</Td>
              <Td className="min-w-60">
                <Link
                  href={`/projects/${props.projectId}/comparisons/${comparison.id}`}
                  className="line-clamp-2 font-medium text-accent underline-offset-2 hover:underline"
                  lang={comparison.lang ?? undefined}
                >
                  {comparison.excerpt}
                </Link>
              </Td>
              <Td>
                <Badge tone={tones[comparison.state]}>{t(`states.${comparison.state}`)}</Badge>
              </Td>
              <Td numeric>
                {t('votesOf', { done: comparison.votesDone, wanted: comparison.votesWanted })}
                {comparison.claimsOpen > 0 ? (
                  <span className="block text-xs text-muted">
                    {t('claims', { open: comparison.claimsOpen })}
                  </span>
                ) : null}
              </Td>
              <Td numeric>{comparison.turns}</Td>
              <Td>{comparison.lang ?? '–'}</Td>
              <Td className="max-w-48">
                <span
                  className="block truncate font-mono text-xs leading-6"
                  title={comparison.sourceId ?? undefined}
                >
                  {comparison.sourceId ?? '–'}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
