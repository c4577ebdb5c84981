import { useTranslations } from 'next-intl';

/** An ended try: how much agreed, in words and as a bar whose dashed line is what was needed. */
export function TestResult(props: { correct: number; needed: number; comparisons: number }) {
  const t = useTranslations('label.test');
  const { correct, needed, comparisons } = props;
  const percent = (count: number) => `${(count / comparisons) * 100}%`;
  return (
    <div className="flex flex-col gap-3">
      <p className="tabular-nums">{t('result', { correct, needed, all: comparisons })}</p>
      <div aria-hidden className="relative h-2.5 rounded-sm bg-sunken">
        <div className="h-full rounded-sm bg-chart-1" style={{ width: percent(correct) }} />
        <div
          className="absolute -inset-y-1 border-l border-dashed border-ink"
          style={{ left: percent(needed) }}
        />
      </div>
    </div>
  );
}
