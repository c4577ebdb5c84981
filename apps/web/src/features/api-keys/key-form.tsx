'use client';

import { createApiKey, type Project } from '@preferably/contracts';
import { type Role, scopesOf } from '@preferably/domain';
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
import { ExpiryFields } from './expiry-fields.tsx';
import { KeyProjects } from './key-projects.tsx';
import { type KeyBody, type KeyField, type KeyFormValues, readKeyForm } from './read-key-form.ts';

export interface MadeKey {
  name: string;
  secret: string;
}

const start: KeyFormValues = { name: '', scopes: [], projects: null, term: '90', date: '' };

export function KeyForm(props: {
  role: Role;
  projects: readonly Project[];
  open: boolean;
  onClose: () => void;
  onMade: (key: MadeKey) => void;
}) {
  const t = useTranslations('apiKeys');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const id = useId();
  const [values, setValues] = useState(start);
  const [faults, setFaults] = useState<ReadonlySet<KeyField>>(new Set());
  const change = (part: Partial<KeyFormValues>) => setValues((now) => ({ ...now, ...part }));

  const create = useMutation({
    mutationFn: (body: KeyBody) => api(createApiKey, { body }),
    onSuccess: ({ apiKey, secret }) => {
      setValues(start);
      props.onMade({ name: apiKey.name, secret });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reading = readKeyForm(values, new Date().toISOString());
    setFaults(reading.ok ? new Set() : reading.faults);
    create.reset();
    if (reading.ok) create.mutate(reading.body);
  }

  function close() {
    setValues(start);
    setFaults(new Set());
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
          label={t('create.name')}
          hint={t('create.nameHint')}
          error={faults.has('name') ? t('create.required') : undefined}
        >
          <Input
            maxLength={32}
            autoComplete="off"
            value={values.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <ChoiceGroup
          legend={t('create.scopes')}
          hint={t('create.scopesHint')}
          error={faults.has('scopes') ? t('create.scopeRequired') : undefined}
        >
          {scopesOf[props.role].map((scope) => (
            <Checkbox
              key={scope}
              label={t(`scope.${scope}.name`)}
              hint={t(`scope.${scope}.help`)}
              checked={values.scopes.includes(scope)}
              onChange={({ target }) =>
                change({
                  scopes: scopesOf[props.role].filter((each) =>
                    each === scope ? target.checked : values.scopes.includes(each),
                  ),
                })
              }
            />
          ))}
        </ChoiceGroup>
        <KeyProjects
          projects={props.projects}
          chosen={values.projects}
          error={faults.has('projects') ? t('create.projectRequired') : undefined}
          onChange={(projects) => change({ projects })}
        />
        <ExpiryFields
          values={values}
          error={faults.has('date') ? t('create.dateRequired') : undefined}
          change={change}
        />
        {create.error ? <Notice tone="error">{words(create.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
