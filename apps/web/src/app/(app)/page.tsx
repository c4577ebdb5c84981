import { getProgress, listProjects } from '@preferably/contracts';
import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../components/shell/app-shell.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { ProjectCard } from '../../features/home/project-card.tsx';
import { requireMe, serverApi } from '../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home'))('title') };
}

export default async function HomePage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations('home')]);
  const { projects } = await call(listProjects, {});
  const cards = await Promise.all(
    projects.map(async (project) => ({
      project,
      // A card without its numbers is better than no page.
      progress: await call(getProgress, { params: { projectId: project.id } }).catch(() => null),
    })),
  );
  const create =
    me.role === 'admin' ? (
      <Button asChild variant={cards.length === 0 ? 'primary' : 'secondary'}>
        <Link href="/projects/new">
          <Plus aria-hidden />
          {t('newProject')}
        </Link>
      </Button>
    ) : undefined;
  return (
    <PageFrame>
      <PageHeader title={t('title')} actions={cards.length === 0 ? undefined : create} />
      {cards.length === 0 ? (
        <EmptyState title={t('empty.title')} action={create}>
          {t(me.role === 'annotator' ? 'empty.annotator' : 'empty.manager')}
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {cards.map(({ project, progress }) => (
            <li key={project.id} className="flex">
              <ProjectCard project={project} progress={progress} />
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}
