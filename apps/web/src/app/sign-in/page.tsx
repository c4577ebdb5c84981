import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '../../features/sign-in/sign-in-form.tsx';
import { SignInLanguage } from '../../features/sign-in/sign-in-language.tsx';
import { safePath } from '../../lib/safe-path.ts';
import { currentMe } from '../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = safePath((await searchParams).next);
  if (await currentMe()) redirect(next);
  const t = await getTranslations();
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <div>
        <p className="text-xl font-bold tracking-tight text-accent">{t('common.product')}</p>
        <p className="text-muted">{t('common.tagline')}</p>
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">
        <h1 className="mb-4 text-lg font-semibold">{t('signIn.title')}</h1>
        <SignInForm next={next} />
      </div>
      <SignInLanguage />
    </main>
  );
}
