import type { Locale, Role } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import type { Database } from '../database.ts';

const withErasure = { annotator: { select: { erasedAt: true } } } as const;

type WithErasure = { annotator: { erasedAt: Date | null } | null };
const told = <T extends WithErasure>({ annotator, ...user }: T) => ({
  ...user,
  erased: (annotator?.erasedAt ?? null) !== null,
});

export const listUsers = async (db: Database) =>
  (await db.prisma.user.findMany({ include: withErasure, orderBy: { createdAt: 'asc' } })).map(told);

export async function findUser(db: Database, id: string) {
  const user = await db.prisma.user.findUnique({ where: { id }, include: withErasure });
  return user && told(user);
}

/** Erases a person for good; false when there is no such person, or they were erased before. */
export async function erasePerson(db: Database, id: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ erased: boolean }>('select erase_person($1) as erased', [id]);
  return rows[0]?.erased === true;
}

export const hasAdmin = async (db: Database) =>
  (await db.prisma.user.findFirst({ where: { role: 'admin' }, select: { id: true } })) !== null;

export async function membershipsOf(db: Database, userId: string) {
  const members = await db.prisma.projectMember.findMany({
    where: { userId },
    include: { project: true },
    orderBy: { createdAt: 'asc' },
  });
  return members.map(({ project, role }) => ({
    projectId: project.id,
    slug: project.slug,
    name: project.name,
    dimension: project.dimension,
    role,
  }));
}

export async function setLocale(db: Database, id: string, locale: Locale) {
  await db.prisma.user.update({ where: { id }, data: { locale } });
}

/** Changes a role or closes an account. Closing ends its sessions at once; its API keys are refused while it is closed. */
export async function updateUser(db: Database, id: string, change: { role?: Role; disabled?: boolean }) {
  return refusing(
    db.prisma.$transaction(async (tx) => {
      if (change.disabled) await tx.session.deleteMany({ where: { userId: id } });
      const data = { role: change.role, banned: change.disabled };
      return told(await tx.user.update({ where: { id }, data, include: withErasure }));
    }),
  );
}

export interface Standing {
  role: Role;
  banned: boolean;
  projectRole: Role | null;
}

/** What a person may do now: asked on every request, so a closed account or a changed role counts at once. */
export async function standingOf(
  db: Database,
  userId: string,
  projectId: string | null,
): Promise<Standing | null> {
  const { rows } = await db.pool.query<Standing>({
    name: 'standing-of',
    text: `select u.role, coalesce(u.banned, false) as banned, m.role as "projectRole"
           from "user" u left join project_member m on m.user_id = u.id and m.project_id = $2 where u.id = $1`,
    values: [userId, projectId],
  });
  return rows[0] ?? null;
}

/** The keys of one person; the hashes stay here. */
export const listApiKeys = (db: Database, userId: string) =>
  db.prisma.apikey.findMany({
    where: { referenceId: userId },
    select: {
      id: true,
      name: true,
      start: true,
      permissions: true,
      metadata: true,
      createdAt: true,
      lastRequest: true,
      expiresAt: true,
    },
    orderBy: { createdAt: 'desc' },
  });

export async function revokeApiKey(db: Database, userId: string, id: string): Promise<boolean> {
  const { count } = await db.prisma.apikey.deleteMany({ where: { id, referenceId: userId } });
  return count === 1;
}
