// Who may import whom (docs/architecture.md) is a lint error: each row of that table is tried here with files that break it
// and files that keep it, linted with the repository's own biome.json in a folder of their own.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { foreignImports, notForTheClient, notForTheTrainer } from './python-fence.ts';

const root = path.join(import.meta.dirname, '..');

type Row = { file: string; forbidden: string[]; permitted: string[] };

const rows: Record<string, Row> = {
  'domain imports nothing': {
    file: 'packages/domain/src/rule.ts',
    forbidden: [
      'zod',
      'node:fs',
      'pg',
      '@preferably/contracts',
      '@preferably/db',
      '../../contracts/src/index.ts',
    ],
    permitted: ['./margin.ts', '../margin.ts'],
  },
  "domain's tests import nothing but jest": {
    file: 'packages/domain/src/rule.test.ts',
    forbidden: ['node:fs', '@preferably/db/testing'],
    permitted: ['./rule.ts', '@jest/globals'],
  },
  'contracts imports domain and zod, and nothing a browser has not': {
    file: 'packages/contracts/src/noun.ts',
    forbidden: ['@preferably/db', 'node:crypto', 'pg', 'fastify', '../../domain/src/index.ts'],
    permitted: ['@preferably/domain', 'zod', './error.ts'],
  },
  'an example of the client needs the client and Node alone': {
    file: 'packages/contracts/examples/do-it.ts',
    forbidden: ['@preferably/db', '@preferably/domain', 'zod', '../src/index.ts', '../../db/src/index.ts'],
    permitted: ['@preferably/contracts', 'node:fs', 'node:stream/promises', './service.ts'],
  },
  'db does not import contracts: a table is not a message': {
    file: 'packages/db/src/stores/noun.ts',
    forbidden: [
      '@preferably/contracts',
      '@preferably/api',
      '@preferably/trainer',
      '../../../contracts/src/index.ts',
    ],
    permitted: ['@preferably/domain', 'pg', '@prisma/adapter-pg', '../generated/client.ts', 'node:stream'],
  },
  'api leaves Prisma and SQL to db': {
    file: 'apps/api/src/plugins/noun.ts',
    forbidden: [
      '@prisma/client',
      'pg',
      '@preferably/web',
      '@preferably/trainer',
      '../../../../packages/db/src/index.ts',
    ],
    permitted: [
      '@preferably/contracts',
      '@preferably/domain',
      '@preferably/db',
      'fastify',
      '../features/projects/routes.ts',
    ],
  },
  'a feature of api does not import another': {
    file: 'apps/api/src/features/preferences/submit-preference.ts',
    forbidden: ['../comparisons/claim.ts', '../../features/comparisons/claim.ts', 'pg', '@preferably/web'],
    permitted: ['./routes.ts', '../../plugins/session.ts', '@preferably/db', '@preferably/db/testing'],
  },
  'a folder inside a feature of api does not import another feature': {
    file: 'apps/api/src/features/preferences/parts/check.ts',
    forbidden: ['../../comparisons/claim.ts', '../../../features/comparisons/claim.ts'],
    permitted: ['../routes.ts', '../other-parts/rule.ts', '../../../plugins/session.ts'],
  },
  'web reaches the API over HTTP only': {
    file: 'apps/web/src/lib/client.ts',
    forbidden: [
      '@preferably/db',
      '@preferably/api',
      '@preferably/trainer',
      'pg',
      '@prisma/client',
      '../../../api/src/index.ts',
    ],
    permitted: ['@preferably/contracts', '@preferably/domain', 'react', './query.ts', '@/components/button'],
  },
  'a feature of web does not import another': {
    file: 'apps/web/src/features/label/label-session.tsx',
    forbidden: [
      '../review/review-list.tsx',
      '@/features/review/review-list',
      '../../features/review/list.tsx',
      '@preferably/db',
    ],
    permitted: [
      './scale.tsx',
      '../../components/button.tsx',
      '@/components/button',
      '@/lib/client',
      '@preferably/contracts',
    ],
  },
  'a folder inside a feature of web does not import another feature': {
    file: 'apps/web/src/features/label/parts/scale.tsx',
    forbidden: ['../../review/review-list.tsx', '@/features/review/review-list'],
    permitted: ['../label-session.tsx', '../hooks/use-scale.ts', '../../../lib/client.ts'],
  },
  'trainer holds an API key, never a database password': {
    file: 'packages/trainer/src/worker.ts',
    forbidden: [
      '@preferably/db',
      '@preferably/db/testing',
      '@preferably/api',
      'pg',
      '@prisma/client',
      '../../db/src/index.ts',
    ],
    permitted: ['@preferably/contracts', '@preferably/domain', 'zod', 'node:child_process', './lease.ts'],
  },
  "cli starts api and web as processes and keeps to the trainer's entry": {
    file: 'apps/cli/src/commands/start.ts',
    forbidden: [
      '@preferably/api',
      '@preferably/web',
      '@preferably/trainer/src/worker.ts',
      'pg',
      '../../../api/src/index.ts',
    ],
    permitted: [
      '@preferably/contracts',
      '@preferably/domain',
      '@preferably/db',
      '@preferably/trainer',
      'commander',
    ],
  },
  'bench imports everything': {
    file: 'packages/bench/src/ratio.ts',
    forbidden: [],
    permitted: ['@preferably/api', '@preferably/db', '@preferably/db/testing', 'pg', '../../db/src/index.ts'],
  },
};

let scratch: string;
let caught: Set<string>;

// Every way to import, so that none is overlooked.
const ways = [
  (module: string) => `import * as it from '${module}';\nconsole.log(it);\n`,
  (module: string) => `import type * as It from '${module}';\nexport type { It };\n`,
  (module: string) => `export * from '${module}';\n`,
  (module: string) => `export const it = () => import('${module}');\n`,
];

/** Where the row tries its module number `at`. */
const placeOf = (file: string, at: number) => file.replace(/(\.test)?(\.tsx?)$/, `-${at}$1$2`);

beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-fence-'));
  fs.copyFileSync(path.join(root, 'biome.json'), path.join(scratch, 'biome.json'));
  for (const { file, forbidden, permitted } of Object.values(rows)) {
    for (const [at, module] of [...forbidden, ...permitted].entries()) {
      const place = path.join(scratch, placeOf(file, at));
      fs.mkdirSync(path.dirname(place), { recursive: true });
      for (const [way, write] of ways.entries()) {
        fs.writeFileSync(place.replace(/((\.test)?\.tsx?)$/, `-${way}$1`), write(module));
      }
    }
  }
  caught = lint(scratch);
});

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

function lint(folder: string): Set<string> {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const only = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json'];
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...only, '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { location: { path: string } }[] };
  return new Set(diagnostics.map(({ location }) => location.path));
}

const waysCaught = (file: string, at: number) =>
  ways.map((_, way) => caught.has(placeOf(file, at).replace(/((\.test)?\.tsx?)$/, `-${way}$1`)));

describe.each(Object.entries(rows))('%s', (_name, { file, forbidden, permitted }) => {
  for (const [at, module] of forbidden.entries()) {
    test(`${file} may not import ${module}`, () => {
      expect(waysCaught(file, at)).toEqual([true, true, true, true]);
    });
  }
  for (const [at, module] of permitted.entries()) {
    test(`${file} may import ${module}`, () => {
      expect(waysCaught(file, forbidden.length + at)).toEqual([false, false, false, false]);
    });
  }
});

describe('reward_trainer reads an export and a run spec, and knows nothing of the service', () => {
  test.each([
    ['import requests', ['requests']],
    ['from urllib.request import urlopen', ['urllib']],
    ['import torch, psycopg as pg', ['psycopg']],
    ['from preferably import Client', ['preferably']],
    ['    import socket', ['socket']],
    ['from reward_trainer.spec import Spec', []],
    ['from .spec import Spec', []],
    ['import torch\nfrom transformers import AutoModel\nimport json', []],
  ])('%j', (source, expected) => {
    expect(foreignImports(source, notForTheTrainer)).toEqual(expected);
  });

  test.each(sourcesOf('packages/trainer/python/reward_trainer'))('%s', (_, source) => {
    expect(foreignImports(source, notForTheTrainer)).toEqual([]);
  });
});

describe('the Python client asks the service, and knows nothing of the trainer', () => {
  test.each([
    ['from reward_trainer.spec import Spec', ['reward_trainer']],
    ['    import torch', ['torch']],
    ['import httpx\nfrom pydantic import BaseModel\nfrom .errors import PreferablyError', []],
  ])('%j', (source, expected) => {
    expect(foreignImports(source, notForTheClient)).toEqual(expected);
  });

  test.each(sourcesOf('packages/python-client/preferably'))('%s', (_, source) => {
    expect(foreignImports(source, notForTheClient)).toEqual([]);
  });
});

/** The Python files of a package, by name. */
function sourcesOf(folder: string): [string, string][] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => [name, fs.readFileSync(path.join(root, folder, name), 'utf8')]);
}
