import { createUser, erasePerson, listUsers, updateUser } from '@preferably/contracts';
import { audit, people } from '@preferably/db';
import { DomainError, type Role } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { admins } from '../../policies.ts';
import { openAccount } from './open-account.ts';

function shape(user: {
  id: string;
  name: string;
  email: string;
  role: Role;
  banned: boolean | null;
  erased: boolean;
  createdAt: Date;
}) {
  const { banned, createdAt, ...shown } = user;
  const { id, name, email, role, erased } = shown;
  return { id, name, email, role, disabled: banned ?? false, erased, createdAt: createdAt.toISOString() };
}

export function peopleRoutes({ route, db, auth }: Context) {
  route(listUsers, admins, async () => ({ users: (await people.listUsers(db)).map(shape) }));

  route(createUser, admins, async ({ body, caller }) => {
    const { user, oneTimePassword } = await openAccount({ db, auth }, body);
    await audit(db, {
      actor: caller.userId,
      action: 'user.create',
      object: user.id,
      detail: { role: body.role },
    });
    return { user: shape(user), oneTimePassword };
  });

  route(updateUser, admins, async ({ body, params, caller }) => {
    if (params.userId === caller.userId) {
      throw new DomainError(
        'conflict',
        'you cannot change your own role or close your own account; ask another admin',
      );
    }
    const before = await people.findUser(db, params.userId);
    if (!before) throw new DomainError('not_found', 'there is no such person');
    if (before.erased) throw new DomainError('conflict', 'this person was erased; open a new account');
    const user = await people.updateUser(db, params.userId, body);
    await audit(db, { actor: caller.userId, action: 'user.update', object: user.id, detail: body });
    return shape(user);
  });

  route(erasePerson, admins, async ({ params, caller }) => {
    if (params.userId === caller.userId)
      throw new DomainError('conflict', 'you cannot erase yourself; ask another admin');
    if (await people.erasePerson(db, params.userId))
      await audit(db, { actor: caller.userId, action: 'user.erase', object: params.userId });
    const user = await people.findUser(db, params.userId);
    if (!user) throw new DomainError('not_found', 'there is no such person');
    return shape(user);
  });
}
