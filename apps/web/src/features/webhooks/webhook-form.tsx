'use client';

import { createWebhook, WebhookUrl } from '@preferably/contracts';
import { type WebhookEvent, webhookEvents } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { eventKey } from './event-key.ts';

export interface MadeWebhook {
  url: string;
  secret: string;
}

export function WebhookForm(props: {
  projectId: string;
  open: boolean;
  onClose: () => void;
  onMade: (made: MadeWebhook) => void;
}) {
  const t = useTranslations('webhooks');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const id = useId();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhookEvents);
  const [faults, setFaults] = useState({ url: false, events: false });

  const create = useMutation({
    mutationFn: () =>
      api(createWebhook, {
        params: { projectId: props.projectId },
        body: { url: url.trim(), events: webhookEvents.filter((event) => events.includes(event)) },
      }),
    onSuccess: ({ webhook, secret }) => {
      clear();
      props.onMade({ url: webhook.url, secret });
    },
  });

  function clear() {
    setUrl('');
    setEvents(webhookEvents);
    setFaults({ url: false, events: false });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = { url: !WebhookUrl.safeParse(url.trim()).success, events: events.length === 0 };
    setFaults(found);
    create.reset();
    if (!found.url && !found.events) create.mutate();
  }

  function close() {
    clear();
    create.reset();
    props.onClose();
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={close}
      title={t('create.title')}
      footer={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button type="submit" form={id} variant="primary" pending={create.isPending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('create.url')}
          hint={t('create.urlHint')}
          error={faults.url ? t('create.urlWrong') : undefined}
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        </Field>
        <ChoiceGroup
          legend={t('create.events')}
          error={faults.events ? t('create.eventRequired') : undefined}
        >
          {webhookEvents.map((event) => (
            <Checkbox
              key={event}
              label={t(`event.${eventKey(event)}`)}
              checked={events.includes(event)}
              onChange={({ target }) =>
                setEvents(target.checked ? [...events, event] : events.filter((each) => each !== event))
              }
            />
          ))}
        </ChoiceGroup>
        {create.error ? <Notice tone="error">{words(create.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
