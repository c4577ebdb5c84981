'use client';

import type { Webhook } from '@preferably/contracts';
import { CircleAlert, CircleCheck, Clock, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { eventKey } from './event-key.ts';

type Delivery = Webhook['deliveries'][number];

const looks = {
  waiting: { tone: 'neutral', icon: <Clock aria-hidden /> },
  sending: { tone: 'neutral', icon: <Send aria-hidden /> },
  delivered: { tone: 'ok', icon: <CircleCheck aria-hidden /> },
  failed: { tone: 'danger', icon: <CircleAlert aria-hidden /> },
} as const;

/** The newest messages and what became of them; one that is over can be sent again. */
export function DeliveryTable(props: {
  webhook: Webhook;
  pending: boolean;
  /** Undefined while nothing is sent at all. */
  onAgain: ((deliveryId: string) => void) | undefined;
}) {
  const { onAgain } = props;
  const t = useTranslations('webhooks.deliveries');
  const event = useTranslations('webhooks.event');
  const again = useTranslations('webhooks.again');
  return (
    <Table caption={t('caption', { url: props.webhook.url })}>
      <thead>
        <tr>
          <Th>{t('event')}</Th>
          <Th>{t('state')}</Th>
          <Th numeric>{t('attempts')}</Th>
          <Th>{t('answer')}</Th>
          <Th>{t('created')}</Th>
          <Th className="relative">
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {props.webhook.deliveries.map((delivery) => (
          <tr key={delivery.id} className="last:[&>td]:border-b-0 [&>td]:align-middle">
            <Td className="min-w-36">{event(eventKey(delivery.event))}</Td>
            <Td>
              <State of={delivery.sending ? 'sending' : delivery.state} />
            </Td>
            <Td numeric>{delivery.attempts}</Td>
            <Td className="min-w-40">
              <Answer delivery={delivery} />
            </Td>
            <Td className="whitespace-nowrap">
              <DateTime value={delivery.createdAt} />
            </Td>
            <Td className="text-right">
              {onAgain && delivery.state !== 'waiting' ? (
                <Button size="sm" disabled={props.pending} onClick={() => onAgain(delivery.id)}>
                  {again('action')}
                </Button>
              ) : null}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ of }: { of: keyof typeof looks }) {
  const t = useTranslations('webhooks.deliveries.states');
  return (
    <Badge tone={looks[of].tone}>
      {looks[of].icon}
      {t(of)}
    </Badge>
  );
}

/** What the receiver said last, and when it is asked again. */
function Answer({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('webhooks.deliveries');
  const { lastStatus, lastError, nextAttemptAt, attempts } = delivery;
  return (
    <>
      {lastStatus !== null ? t('status', { status: String(lastStatus) }) : (lastError ?? '–')}
      {lastStatus !== null && lastError ? (
        <span className="block text-xs text-muted">{lastError}</span>
      ) : null}
      {nextAttemptAt && attempts > 0 ? (
        <span className="block text-xs text-muted">
          {t.rich('next', { when: () => <DateTime value={nextAttemptAt} /> })}
        </span>
      ) : null}
    </>
  );
}
