import { type Role, roles } from '@preferably/domain';

/** The roles a project gives: admins are admins of the whole service. */
export type MemberRole = Exclude<Role, 'admin'>;

export const isMemberRole = (role: Role): role is MemberRole => role !== 'admin';
export const memberRoles: readonly MemberRole[] = roles.filter(isMemberRole);
