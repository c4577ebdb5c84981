'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { type ChangePasswordOutcome, changePassword } from '../../lib/auth-client.ts';

const shortest = 10;

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account.password');
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<ChangePasswordOutcome | null>(null);
  const [tooShort, setTooShort] = useState(false);
  const [differs, setDiffers] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const [current, next, again] = ['current', 'next', 'again'].map((name) => String(data.get(name) ?? ''));
    const short = (next ?? '').length < shortest;
    const different = !short && next !== again;
    setOutcome(null);
    setTooShort(short);
    setDiffers(different);
    if (short || different) return;
    setPending(true);
    const result = await changePassword(current ?? '', next ?? '');
    setPending(false);
    setOutcome(result);
    if (result.kind === 'ok') form.reset();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t('current')} error={outcome?.kind === 'wrong' ? t('failure.wrong') : undefined}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field
        label={t('next')}
        hint={t('rule', { shortest })}
        error={tooShort ? t('failure.short', { shortest }) : undefined}
      >
        <Input name="next" type="password" autoComplete="new-password" required maxLength={128} />
      </Field>
      <Field label={t('again')} error={differs ? t('failure.differs') : undefined}>
        <Input name="again" type="password" autoComplete="new-password" required maxLength={128} />
      </Field>
      {outcome?.kind === 'ok' ? <Notice tone="ok">{t('done')}</Notice> : null}
      {outcome?.kind === 'limited' ? (
        <Notice tone="error">{t('failure.limited', { seconds: outcome.seconds })}</Notice>
      ) : null}
      {outcome?.kind === 'unreachable' ? <Notice tone="error">{t('failure.unreachable')}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
