import type { Policy } from '@preferably/domain';

/** The policies in use, by what they mean. Admins pass every one of them. */
export const everybody: Policy = { kind: 'public' };
/** Tells about the caller's own projects, and no more of them than the key may read. */
export const anyCaller: Policy = { kind: 'signed_in', scope: 'any', keepsToProjects: true };
/** A person at a screen, never a key. */
export const aPerson: Policy = { kind: 'signed_in' };
/** Somebody's own assignment: the statements themselves repeat the owner. */
export const ownAssignment: Policy = { kind: 'signed_in', scope: 'annotate' };
/** What somebody did in all of their projects. */
export const ownWork: Policy = { kind: 'signed_in', scope: 'annotate', keepsToProjects: true };
export const admins: Policy = { kind: 'instance', roles: ['admin'], scope: 'manage' };
export const workers: Policy = { kind: 'instance', roles: ['admin'], scope: 'work' };
export const guidelineReaders: Policy = { kind: 'instance', roles: ['reviewer', 'engineer'], scope: 'read' };
export const members: Policy = {
  kind: 'project',
  roles: ['annotator', 'reviewer', 'engineer'],
  scope: 'read',
};
export const annotators: Policy = {
  kind: 'project',
  roles: ['annotator', 'reviewer', 'engineer'],
  scope: 'annotate',
};
export const staff: Policy = { kind: 'project', roles: ['reviewer', 'engineer'], scope: 'read' };
export const exporters: Policy = { kind: 'project', roles: ['engineer'], scope: 'export' };
export const engineers: Policy = { kind: 'project', roles: ['engineer'], scope: 'manage' };
export const projectAdmins: Policy = { kind: 'project', roles: [], scope: 'manage' };
/** A worker's key reads the files of the snapshots it was told to train on. */
export const fileReadingWorkers: Policy = { kind: 'project', roles: [], scope: 'work' };
