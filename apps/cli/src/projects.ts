import { type Client, listProjects, listSnapshots, type Project, type Snapshot } from '@preferably/contracts';
import { CliError } from './errors.ts';

/** The project of that slug or id. */
export async function projectBySlug(client: Client, slug: string): Promise<Project> {
  const { projects } = await client(listProjects, {});
  const project = projects.find((p) => p.slug === slug || p.id === slug);
  if (project) return project;
  const known = projects.map((p) => p.slug).join(', ') || 'none';
  throw new CliError(`this key sees no project "${slug}" (it sees: ${known})`);
}

/** A ready snapshot of the project by its id or, newest first, by its name. */
export async function readySnapshot(client: Client, project: Project, nameOrId: string): Promise<Snapshot> {
  const { snapshots } = await client(listSnapshots, { params: { projectId: project.id } });
  const snapshot = snapshots.find((s) => s.id === nameOrId) ?? snapshots.find((s) => s.name === nameOrId);
  if (!snapshot) {
    const known = snapshots.map((s) => s.name).join(', ') || 'none';
    throw new CliError(`${project.slug} has no snapshot "${nameOrId}" (it has: ${known})`);
  }
  if (snapshot.state !== 'ready') {
    throw new CliError(
      `the snapshot ${snapshot.name} is ${snapshot.state}: wait until its files are written`,
    );
  }
  return snapshot;
}
