'use client';

import type { RunEvent } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { ScrollBox } from '../../components/ui/scroll-box.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';

const detailsOf = ({ payload: { kind: _, ...rest } }: RunEvent) =>
  Object.entries(rest)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** Everything the trainer said but its steps; closed until somebody wants it. */
export function EventLog(props: {
  log: readonly RunEvent[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('runs.log');
  // To the second, which DateTime does not show; the log is closed at first, so the server never formats a moment.
  const moment = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <details
      className="rounded-lg border border-line bg-surface"
      open={props.open}
      onToggle={(event) => props.onOpenChange(event.currentTarget.open)}
    >
      <summary className="px-4 py-2.5 font-semibold">
        {props.open || props.log.length > 0 ? t('titleCount', { n: props.log.length }) : t('title')}
      </summary>
      {props.log.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-muted">{t('empty')}</p>
      ) : (
        <ScrollBox className="max-h-96 overflow-y-auto border-t border-line -outline-offset-2!">
          <Table caption={t('caption')}>
            <thead>
              <tr>
                <Th>{t('time')}</Th>
                <Th numeric>{t('attempt')}</Th>
                <Th>{t('event')}</Th>
                <Th>{t('details')}</Th>
              </tr>
            </thead>
            <tbody>
              {props.log.toReversed().map((event) => (
                <tr key={`${event.attempt}.${event.seq}`} className="last:[&>td]:border-b-0">
                  <Td className="whitespace-nowrap">
                    <time dateTime={event.at}>{moment.format(new Date(event.at))}</time>
                  </Td>
                  <Td numeric>{event.attempt}</Td>
                  <Td className="font-mono text-sm whitespace-nowrap">{event.kind}</Td>
                  <Td className="font-mono min-w-64 text-sm">{detailsOf(event)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollBox>
      )}
    </details>
  );
}
