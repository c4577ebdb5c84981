import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { LanguageField } from '../../../features/account/language-field.tsx';
import { PasswordForm } from '../../../features/account/password-form.tsx';
import { requireMe } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default async function AccountPage() {
  const [me, t] = await Promise.all([requireMe(), getTranslations()]);
  return (
    <PageFrame>
      <PageHeader
        title={me.name}
        description={me.email}
        badges={<Badge>{t(`common.role.${me.role}`)}</Badge>}
      />
      <div className="grid max-w-3xl items-start gap-4 md:grid-cols-2">
        <Card title={t('account.language.title')}>
          <LanguageField />
        </Card>
        <Card title={t('account.password.title')}>
          <PasswordForm email={me.email} />
        </Card>
      </div>
    </PageFrame>
  );
}
