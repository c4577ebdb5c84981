import { getGuidelineSet } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DimensionBadge } from '../../../../components/dimension-badge.tsx';
import { PageFrame } from '../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { SetView } from '../../../../features/guidelines/set-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../lib/server-api.ts';

export async function generateMetadata({ params }: PageProps<'/guidelines/[setId]'>): Promise<Metadata> {
  const [{ setId }, call] = await Promise.all([params, serverApi()]);
  const found = await call(getGuidelineSet, { params: { setId } }).catch(() => null);
  return found ? { title: found.guidelineSet.name } : {};
}

export default async function GuidelineSetPage({ params, searchParams }: PageProps<'/guidelines/[setId]'>) {
  const me = await requireMe();
  const [{ setId }, { version }, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations('common.nav'),
  ]);
  const { guidelineSet, versions } = await orNotFound(call(getGuidelineSet, { params: { setId } }));
  const asked = typeof version === 'string' ? Number(version) : null;
  const shown = versions.find((each) => each.number === asked) ?? versions[0] ?? null;
  return (
    <PageFrame>
      <PageHeader
        breadcrumbs={[{ href: '/guidelines', label: t('guidelines') }]}
        title={guidelineSet.name}
        badges={<DimensionBadge dimension={guidelineSet.dimension} />}
      />
      <SetView set={guidelineSet} versions={versions} shown={shown} manages={me.role === 'admin'} />
    </PageFrame>
  );
}
