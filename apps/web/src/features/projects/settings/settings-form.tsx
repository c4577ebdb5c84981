'use client';

import { type Project, updateProject } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { percentOf } from './percent.ts';
import { type Fault, type NumberField, type Settings, settingsOf } from './settings-of.ts';

/** How the comparisons of a project are judged from now on. Complaints stand at their fields. */
export function SettingsForm({ project }: { project: Project }) {
  const t = useTranslations('projects.settings');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const save = useMutation({
    mutationFn: (body: Settings) => api(updateProject, { params: { projectId: project.id }, body }),
    onSuccess: () => {
      toast(t('saved'));
      router.refresh();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const found = settingsOf(new FormData(form));
    setFaults(found.ok ? [] : found.faults);
    if (found.ok) return save.mutate(found.settings);
    const control = form.elements.namedItem(found.faults[0] ?? '');
    if (control instanceof HTMLElement) control.focus();
  }

  const fault = (which: Fault) => (faults.includes(which) ? t(`failure.${which}`) : undefined);
  const number = (name: NumberField, value: number | string | null | undefined) => (
    <Field label={t(name)} hint={t(`${name}Hint`)} error={fault(name)}>
      <Input name={name} inputMode="decimal" autoComplete="off" defaultValue={value ?? ''} />
    </Field>
  );
  const test = project.qualification;
  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-6">
      <Card title={t('judging')}>
        <div className="flex flex-col gap-4">
          <Checkbox
            name="commentRequired"
            defaultChecked={project.commentRequired}
            label={t('commentRequired')}
            hint={t('commentRequiredHint')}
          />
          <Checkbox
            name="editStep"
            defaultChecked={project.editStep}
            label={t('editStep')}
            hint={t('editStepHint')}
          />
        </div>
      </Card>
      <Card title={t('care')}>
        <div className="flex flex-col gap-4">
          <Checkbox
            name="blurred"
            defaultChecked={project.blurred}
            label={t('blurred')}
            hint={t('blurredHint')}
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            {number('dailyCap', project.dailyCap)}
            {number('breakMinutes', project.breakMinutes)}
          </div>
        </div>
      </Card>
      <Card title={t('quality')}>
        <div className="flex flex-col gap-5">
          <div className="grid items-start gap-4 sm:grid-cols-2">
            {number('goldShare', percentOf(project.goldShare))}
          </div>
          <fieldset className="flex flex-col gap-3">
            <legend className="font-medium">{t('test')}</legend>
            <p className="text-xs text-muted">{t('testHelp')}</p>
            <div className="grid items-start gap-4 sm:grid-cols-3">
              {number('testComparisons', test?.comparisons)}
              {number('testPassMark', test && percentOf(test.passMark))}
              {number('testTries', test?.tries)}
            </div>
          </fieldset>
        </div>
      </Card>
      <Card title={t('handing')}>
        <div className="flex flex-col gap-4">
          <Field label={t('name')} error={fault('name')}>
            <Input name="name" maxLength={120} autoComplete="off" defaultValue={project.name} />
          </Field>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            {number('votesWanted', project.votesWanted)}
            {number('leaseMinutes', Math.round(project.leaseSeconds / 60))}
            {number('lookAhead', project.lookAhead)}
          </div>
        </div>
      </Card>
      {save.error ? <Notice tone="error">{words(save.error)}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
