// The projects that the key reads.
import { listProjects } from '@preferably/contracts';
import { call } from './service.ts';

const { projects } = await call(listProjects, {});
for (const { id, name, dimension, role } of projects)
  console.log(`${id}  ${name} (${dimension}), as ${role}`);
