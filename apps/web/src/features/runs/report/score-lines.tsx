'use client';

import type { Histograms } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatShare } from '../../../lib/format.ts';
import { niceTicks } from '../nice-ticks.ts';
import { outline } from './bins.ts';
import { axisLook, Figure, Legend } from './chart-look.tsx';

/** The scores of chosen and rejected responses laid over each other, as shares of each. */
export function ScoreLines({ score, summary }: { score: Histograms['score']; summary: string }) {
  const t = useTranslations('report.scores');
  const locale = useLocale();
  const [chosen, rejected] = [outline(score.edges, score.chosen), outline(score.edges, score.rejected)];
  const ticks = niceTicks([0, ...[...chosen, ...rejected].map((point) => point.share)]);
  const [low, high] = [score.edges[0] ?? 0, score.edges.at(-1) ?? 1];
  return (
    <Figure
      summary={summary}
      className="h-56"
      legend={
        <>
          <Legend line="solid">{t('chosen')}</Legend>
          <Legend line="dashed">{t('rejected')}</Legend>
        </>
      }
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 224 }}>
        <LineChart margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--color-line)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            domain={[low, high]}
            allowDuplicatedCategory={false}
            ticks={niceTicks([low, high]).filter((tick) => tick >= low && tick <= high)}
            {...axisLook}
          />
          <YAxis
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={(share: number) => formatShare(locale, share, 0)}
            width={44}
            {...axisLook}
          />
          <Line
            data={chosen}
            dataKey="share"
            stroke="var(--color-chart-1)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            data={rejected}
            dataKey="share"
            stroke="var(--color-chart-2)"
            strokeWidth={2}
            strokeDasharray="5 3"
            dot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </Figure>
  );
}
