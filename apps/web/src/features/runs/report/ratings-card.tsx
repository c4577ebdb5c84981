'use client';

import type { HumanRatings } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import {
  CartesianGrid,
  ErrorBar,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Card } from '../../../components/ui/card.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount, formatDecimal } from '../../../lib/format.ts';
import { axisLook, axisText, Figure, Legend, pointOf, tooltipLook, upright } from './chart-look.tsx';

const points = [1, 2, 3, 4, 5, 6, 7];
const tenths = [0, 0.2, 0.4, 0.6, 0.8, 1];
const Disc = pointOf('disc');

/** Scores beside what people gave each response on its own (Llama 2, figure 29). */
export function RatingsCard({ ratings, name }: { ratings: HumanRatings; name: string }) {
  const t = useTranslations('report.ratings');
  const locale = useLocale();
  const [first, last] = [ratings.by_rating[0], ratings.by_rating.at(-1)];
  const two = (value: number) => formatDecimal(locale, value, 2);
  // A share ends at 0 and 1, and so does what is drawn of its spread.
  const drawn = ratings.by_rating.map((row) => ({
    ...row,
    reach: [Math.min(row.sd, row.mean), Math.min(row.sd, 1 - row.mean)],
  }));
  const summary = t('summary', {
    name,
    lowest: first?.rating ?? 1,
    low: two(first?.mean ?? 0),
    highest: last?.rating ?? 7,
    high: two(last?.mean ?? 0),
  });
  return (
    <Card title={t('title')} description={t('hint', { n: ratings.responses })}>
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        <Figure
          summary={summary}
          legend={
            <>
              <Legend shape="disc">{t('mean')}</Legend>
              <span>{t('bars')}</span>
            </>
          }
        >
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 256 }}>
            <ScatterChart margin={{ top: 8, right: 16, bottom: 20, left: 0 }} accessibilityLayer={false}>
              <CartesianGrid stroke="var(--color-line)" vertical={false} />
              <XAxis
                type="number"
                dataKey="rating"
                name={t('rating')}
                domain={[0.5, 7.5]}
                ticks={points}
                label={{ value: t('rating'), position: 'insideBottom', offset: -14, ...axisText }}
                {...axisLook}
              />
              <YAxis
                type="number"
                dataKey="mean"
                name={t('mean')}
                domain={[0, 1]}
                ticks={tenths}
                width={56}
                label={upright(t('mean'))}
                {...axisLook}
              />
              <Tooltip
                {...tooltipLook}
                cursor={false}
                formatter={(value) => formatDecimal(locale, Number(value), 2)}
              />
              <Scatter
                name={t('mean')}
                data={drawn}
                shape={Disc}
                line={{ stroke: 'var(--color-chart-1)', strokeWidth: 1.5 }}
                isAnimationActive={false}
              >
                <ErrorBar
                  dataKey="reach"
                  direction="y"
                  width={8}
                  strokeWidth={1.25}
                  stroke="var(--color-muted)"
                  isAnimationActive={false}
                />
              </Scatter>
            </ScatterChart>
          </ResponsiveContainer>
        </Figure>
        <div className="min-w-0">
          <p className="mb-2">
            {ratings.spearman === null
              ? t('noSpearman')
              : t('spearman', { rho: two(ratings.spearman).replace('-', '−') })}
          </p>
          <Table caption={t('tableOf', { name })}>
            <thead>
              <tr>
                <Th numeric>{t('rating')}</Th>
                <Th numeric>{t('responses')}</Th>
                <Th numeric>{t('mean')}</Th>
                <Th numeric>{t('sd')}</Th>
              </tr>
            </thead>
            <tbody>
              {ratings.by_rating.map((row) => (
                <tr key={row.rating}>
                  <Td numeric>{row.rating}</Td>
                  <Td numeric>{formatCount(locale, row.responses)}</Td>
                  <Td numeric>{two(row.mean)}</Td>
                  <Td numeric>{two(row.sd)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </div>
    </Card>
  );
}
