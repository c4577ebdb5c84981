import { type Caller, decidePolicy, type Policy, type PolicyDecision, scopesOf } from './policy.ts';
import { type Role, roles, type Scope } from './vocabulary.ts';

const person = (role: Role): Caller => ({ role, scopes: null, projects: null });
const key = (role: Role, ...scopes: Scope[]): Caller => ({ role, scopes, projects: null });

const everybody: Policy = { kind: 'public' };
const signedIn: Policy = { kind: 'signed_in' };
const withAnyKey: Policy = { kind: 'signed_in', scope: 'any' };
const withAnnotate: Policy = { kind: 'signed_in', scope: 'annotate' };
const admins: Policy = { kind: 'instance', roles: ['admin'], scope: 'manage' };
const readers: Policy = { kind: 'instance', roles: ['reviewer', 'engineer'], scope: 'read' };
const exporters: Policy = { kind: 'project', roles: ['engineer'], scope: 'export' };

const cases: [string, Policy, Caller | null, Role | null, PolicyDecision][] = [
  ['a stranger may what is public', everybody, null, null, 'allowed'],
  ['a key without scopes may what is public', everybody, key('annotator'), null, 'allowed'],

  ['a stranger is asked to sign in', signedIn, null, null, 'unauthenticated'],
  ['a stranger is asked to sign in for a project too', exporters, null, null, 'unauthenticated'],
  ['anybody signed in is let in', signedIn, person('annotator'), null, 'allowed'],
  ['a key is no person', signedIn, key('annotator', 'read'), null, 'forbidden'],
  ["an admin's key is no person either", signedIn, key('admin', 'manage', 'work'), null, 'forbidden'],
  ['any key will do', withAnyKey, key('annotator', 'work'), null, 'allowed'],
  ['a key without scopes will do', withAnyKey, key('annotator'), null, 'allowed'],
  ['a key with the scope', withAnnotate, key('annotator', 'read', 'annotate'), null, 'allowed'],
  ['a key without the scope', withAnnotate, key('annotator', 'read'), null, 'forbidden'],

  ['an admin manages the instance', admins, person('admin'), null, 'allowed'],
  ['an engineer does not', admins, person('engineer'), null, 'forbidden'],
  ["an admin's key with the scope manages", admins, key('admin', 'manage'), null, 'allowed'],
  ["an admin's key without it does not", admins, key('admin', 'work'), null, 'forbidden'],
  ["an engineer's key with it does not", admins, key('engineer', 'manage'), null, 'forbidden'],
  ['a named instance role is let in', readers, person('reviewer'), null, 'allowed'],
  ['an admin is let in though not named', readers, person('admin'), null, 'allowed'],
  ['the role in some project does not count', readers, person('annotator'), 'engineer', 'forbidden'],

  ['an engineer of the project exports', exporters, person('annotator'), 'engineer', 'allowed'],
  ['an annotator of the project does not', exporters, person('annotator'), 'annotator', 'forbidden'],
  ['an engineer elsewhere does not see it', exporters, person('engineer'), null, 'hidden'],
  ['an admin needs no membership', exporters, person('admin'), null, 'allowed'],
  ['a key with the scope exports', exporters, key('annotator', 'export'), 'engineer', 'allowed'],
  ['a key without it is told so', exporters, key('annotator', 'read'), 'engineer', 'forbidden'],
  ['a key with the scope sees no foreign project', exporters, key('engineer', 'export'), null, 'hidden'],
];

test.each(cases)('%s', (_, policy, caller, projectRole, decision) => {
  expect(decidePolicy(policy, caller, projectRole && { projectId: 'this', role: projectRole })).toBe(
    decision,
  );
});

test('a policy that names no role is for admins alone', () => {
  const policy: Policy = { kind: 'project', roles: [], scope: 'manage' };
  for (const role of roles.filter((r) => r !== 'admin')) {
    expect(decidePolicy(policy, person(role), { projectId: 'this', role })).toBe('forbidden');
  }
  expect(decidePolicy(policy, person('admin'), null)).toBe('allowed');
});

describe('a key for certain projects', () => {
  const scopes = scopesOf.admin;
  const keyFor = (...projects: string[]): Caller => ({ role: 'admin', scopes, projects });
  const about = (projectId: string) => ({ projectId, role: 'engineer' as const });
  const keeping: Policy = { kind: 'signed_in', scope: 'any', keepsToProjects: true };

  test.each<[string, Policy, Caller, ReturnType<typeof about> | null, PolicyDecision]>([
    ['reads them', exporters, keyFor('this'), about('this'), 'allowed'],
    ['sees no other, though its owner is an admin', exporters, keyFor('this'), about('that'), 'hidden'],
    ['sees nothing of a project that does not exist', exporters, keyFor('this'), null, 'hidden'],
    ['gets at the work in them', withAnnotate, keyFor('this'), about('this'), 'allowed'],
    ['does not get at the work in another', withAnnotate, keyFor('this'), about('that'), 'hidden'],
    ['may ask what keeps to its projects by itself', keeping, keyFor('this'), null, 'allowed'],
    ['may ask nothing else that is about no project', withAnnotate, keyFor('this'), null, 'forbidden'],
    ['does nothing to the instance', admins, keyFor('this'), null, 'forbidden'],
    [
      'does nothing to the instance by way of its project',
      admins,
      keyFor('this'),
      about('this'),
      'forbidden',
    ],
    ['for none reads nothing', exporters, keyFor(), about('this'), 'hidden'],
    ['may what is public', everybody, keyFor(), null, 'allowed'],
  ])('%s', (_, policy, caller, place, decision) => {
    expect(decidePolicy(policy, caller, place)).toBe(decision);
  });
});
