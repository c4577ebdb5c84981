import type { Revision } from '@preferably/contracts';
import { sides } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { formatSpan } from '../../lib/format.ts';
import { Badge } from '../ui/badge.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { type Change, changesBetween } from './revision-changes.ts';

/** What was said, what of it is new, and how it came about. */
export function RevisionItem(props: { revision: Revision; before: Revision | null; counts: boolean }) {
  const { revision, before, counts } = props;
  const t = useTranslations('history');
  const strength = useStrength();
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
        {t('revision', { number: revision.revision })} ·{' '}
        <DateTime value={revision.judgedAt ?? revision.submittedAt} />
        {counts ? <Badge tone="ok">{t('counts')}</Badge> : <Badge>{t('replaced')}</Badge>}
      </p>
      <p className="font-semibold">
        {t(`prefers.${revision.side}`, { strength: strength(revision.strength) })}
      </p>
      {sides.map((side) =>
        revision.safety ? (
          <p key={side}>{t(`labelled.${revision.safety[side]}`, { response: t(`response.${side}`) })}</p>
        ) : null,
      )}
      {(['categories', 'chips'] as const).flatMap((what) =>
        sides.map((side) =>
          revision[what][side].length > 0 ? (
            <p key={`${what} ${side}`}>
              {t(`given.${what}`, {
                response: t(`response.${side}`),
                codes: revision[what][side].join(', '),
              })}
            </p>
          ) : null,
        ),
      )}
      {revision.edited ? (
        <details className="my-1">
          <summary className="cursor-pointer">{t('improved')}</summary>
          <p className="rounded-md border border-line bg-surface px-3 py-2 whitespace-pre-wrap">
            {revision.edited}
          </p>
        </details>
      ) : null}
      {revision.comment ? <p className="whitespace-pre-wrap">“{revision.comment}”</p> : null}
      {before ? <Changes changes={changesBetween(before, revision)} /> : null}
      <Measured revision={revision} />
    </li>
  );
}

function useStrength() {
  const t = useTranslations();
  return (strength: Revision['strength']) =>
    strength ? t(`common.strength.${strength}`) : t('history.noStrength');
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('history');
  const strength = useStrength();
  const words = (change: Change) => {
    switch (change.what) {
      case 'side':
        return t(`changed.side.${change.to}`);
      case 'strength':
        return t('changed.strength', { from: strength(change.from), to: strength(change.to) });
      case 'safety':
        return t(`changed.safety.${change.to ?? 'none'}`, { response: t(`response.${change.side}`) });
      case 'categories':
      case 'chips':
        return t(`given.${change.what}`, {
          response: t(`response.${change.side}`),
          codes: change.codes.join(', ') || t('given.none'),
        });
      case 'comment':
      case 'edited':
        return t(`changed.${change.what}.${change.how}`);
    }
  };
  if (changes.length === 0) return <p className="mt-1 text-sm text-muted">{t('changed.nothing')}</p>;
  return (
    <div className="mt-1.5 border-l-3 border-accent pl-3">
      <p className="text-sm font-semibold">{t('changed.title')}</p>
      <ul className="list-inside list-disc">
        {changes.map((change) => (
          <li key={words(change)}>{words(change)}</li>
        ))}
      </ul>
    </div>
  );
}

/** How it was judged: shown order, times, reading. Only what was measured is written. */
function Measured({ revision }: { revision: Revision }) {
  const t = useTranslations('history.measured');
  const locale = useLocale();
  const { shownFirst, seen, changes, guidelineVersion } = revision;
  const span = (ms: number) => formatSpan(locale, ms);
  const facts: [string, string | null][] = [
    ['shownFirst', t(`first.${shownFirst}`)],
    ['active', revision.activeMs === null ? null : span(revision.activeMs)],
    ['idle', revision.idleMs === null ? null : span(revision.idleMs)],
    ['firstChoice', revision.firstChoiceMs === null ? null : span(revision.firstChoiceMs)],
    ['changes', changes === null ? null : t('times', { count: changes })],
    ['seen', seen && t(`seenOf.${seen.a ? (seen.b ? 'both' : 'a') : seen.b ? 'b' : 'none'}`)],
    ['guidelines', guidelineVersion === null ? null : t('version', { number: guidelineVersion })],
  ];
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-muted">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="flex gap-1">
            <dt>{t(`name.${name}` as 'name.active')}:</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
