import type { Project } from '@preferably/contracts';
import type { Role } from '@preferably/domain';
import { PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '../lib/cn.ts';
import { DimensionBadge } from './dimension-badge.tsx';
import { Badge } from './ui/badge.tsx';
import { Button } from './ui/button.tsx';

/** The pages of a project and who finds something there; the API is what decides. */
const entries = [
  { name: 'overview', path: '', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'comparisons', path: '/comparisons', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'flags', path: '/flags', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'imports', path: '/imports', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'members', path: '/members', roles: ['admin'] },
  { name: 'snapshots', path: '/snapshots', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'runs', path: '/runs', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'models', path: '/models', roles: ['reviewer', 'engineer', 'admin'] },
  { name: 'webhooks', path: '/webhooks', roles: ['engineer', 'admin'] },
  { name: 'settings', path: '/settings', roles: ['admin'] },
] as const satisfies readonly { name: string; path: string; roles: readonly Role[] }[];

export type ProjectPageName = (typeof entries)[number]['name'];

/**
 * What stands above every page of a project: its name, dimension, the reader's role in it, and the ways to its other
 * pages. It holds no heading: the page below brings its own h1.
 */
export function ProjectNav({ project, active }: { project: Project; active: ProjectPageName }) {
  const t = useTranslations();
  const shown = entries.filter((entry) => entry.roles.some((role) => role === project.role));
  return (
    <div className="mb-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-center gap-2">
          <Link
            href={`/projects/${project.id}`}
            className="text-lg font-semibold underline-offset-2 hover:underline"
          >
            {project.name}
          </Link>
          <DimensionBadge dimension={project.dimension} />
          <Badge>{t('projects.nav.role', { role: t(`common.role.${project.role}`) })}</Badge>
        </div>
        <Button asChild>
          <Link href={`/label/${project.id}`}>
            <PencilLine aria-hidden />
            {t('projects.nav.label')}
          </Link>
        </Button>
      </div>
      {shown.length > 1 ? (
        <nav
          aria-label={t('projects.nav.pages', { name: project.name })}
          className="mt-3 flex gap-1 overflow-x-auto border-b border-line"
        >
          {shown.map((entry) => (
            <Link
              key={entry.name}
              href={`/projects/${project.id}${entry.path}`}
              aria-current={entry.name === active ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center border-b-2 px-3 font-medium whitespace-nowrap -outline-offset-2!',
                entry.name === active
                  ? 'border-accent text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {t(`projects.nav.${entry.name}`)}
            </Link>
          ))}
        </nav>
      ) : null}
    </div>
  );
}
