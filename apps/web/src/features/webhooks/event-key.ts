import type { Webhook } from '@preferably/contracts';

type Event = Webhook['deliveries'][number]['event'];

const keys = {
  'snapshot.ready': 'ready',
  'snapshot.failed': 'failed',
  'webhook.test': 'test',
} as const satisfies Record<Event, string>;

/** The name of an event among the messages, where a dot would lead a level down. */
export const eventKey = <E extends Event>(event: E): (typeof keys)[E] => keys[event];
