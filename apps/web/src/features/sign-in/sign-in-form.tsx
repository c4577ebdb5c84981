'use client';

import { getMe } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { api } from '../../lib/api.ts';
import { type SignInOutcome, signIn } from '../../lib/auth-client.ts';
import { rememberLocale } from '../../lib/preferences.ts';

type Failure = Exclude<SignInOutcome, { kind: 'ok' }>;

/** The profile's language wins over what the browser had, for people who share one. */
async function takeOverLocale() {
  try {
    const me = await api(getMe, {});
    if (me.locale) await rememberLocale(me.locale);
  } catch {
    // Only the language would be missing; the next page says the rest.
  }
}

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('signIn');
  const password = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [wait, setWait] = useState(0);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || wait > 0) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFailure(null);
    const outcome = await signIn(String(form.get('email')).trim(), String(form.get('password')));
    if (outcome.kind === 'ok') {
      await takeOverLocale();
      // A whole new page: nothing rendered for nobody or for somebody else survives.
      location.assign(next);
      return;
    }
    setPending(false);
    setFailure(outcome);
    if (outcome.kind === 'limited') setWait(outcome.seconds);
    password.current?.select();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field label={t('email')}>
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field label={t('password')}>
        <Input
          ref={password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className="h-10"
        />
      </Field>
      {failure ? <Notice tone="error">{t(`failure.${failure.kind}`)}</Notice> : null}
      <Button type="submit" variant="primary" size="lg" pending={pending} disabled={wait > 0}>
        {wait > 0 ? t('waitSeconds', { seconds: wait }) : t('submit')}
      </Button>
      <p className="text-sm text-muted">{t('noAccount')}</p>
    </form>
  );
}
