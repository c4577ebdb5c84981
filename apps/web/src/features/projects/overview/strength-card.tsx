import { strengths } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { formatShare } from '../../../lib/format.ts';
import type { Statistics } from './statistics-section.tsx';

/** Bars by strength, strongest first. Their length and the numbers say it all: no colour carries meaning. */
export function StrengthCard({ byStrength }: { byStrength: Statistics['byStrength'] }) {
  const t = useTranslations();
  const locale = useLocale();
  const counts = new Map(byStrength.map((entry) => [entry.strength, entry.preferences]));
  const total = byStrength.reduce((sum, entry) => sum + entry.preferences, 0);
  const rows = strengths.map((strength) => ({
    name: t(`common.strength.${strength}`),
    count: counts.get(strength) ?? 0,
  }));
  const unrecorded = counts.get(null) ?? 0;
  if (unrecorded > 0) rows.push({ name: t('projects.strengths.unrecorded'), count: unrecorded });
  const longest = Math.max(...rows.map((row) => row.count), 1);
  return (
    <Card title={t('projects.strengths.title')}>
      {total === 0 ? (
        <p className="text-muted">{t('projects.strengths.empty')}</p>
      ) : (
        <>
          <ul className="flex flex-col gap-2">
            {rows.map((row) => (
              <li key={row.name}>
                <div className="flex justify-between gap-3">
                  <span>{row.name}</span>
                  <span className="text-muted tabular-nums">
                    {t('projects.strengths.row', {
                      count: row.count,
                      share: formatShare(locale, row.count / total, 0),
                    })}
                  </span>
                </div>
                <div aria-hidden className="mt-0.5 h-2.5 rounded-sm bg-sunken">
                  <div
                    className="h-full rounded-sm bg-chart-1"
                    style={{ width: `${(row.count / longest) * 100}%` }}
                  />
                </div>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-sm text-muted">{t('projects.strengths.help')}</p>
        </>
      )}
    </Card>
  );
}
