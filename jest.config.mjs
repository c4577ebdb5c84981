// Every package and Node app is one jest project; `node scripts/jest.mjs` runs them (it sets the flags ESM needs and the database).
import fs from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname;

// Workspace packages export ./src/index.ts. jest follows node_modules' links to their real place under packages/, which
// transformIgnorePatterns (node_modules only) leaves to the transform: no package has to be built before a test.
const shared = {
  testEnvironment: 'node',
  testTimeout: 120_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2023',
        },
        module: { type: 'es6' },
      },
    ],
  },
  testMatch: ['<rootDir>/**/*.test.ts', '<rootDir>/**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.next/', '/\\.venv/'],
  // Next's standalone output repeats package.json files, which jest would take for a second package of that name.
  modulePathIgnorePatterns: ['<rootDir>/\\.next/', '<rootDir>/\\.venv/', '<rootDir>/python/'],
};

const rooms = [
  ...fs.readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`),
  'apps/api',
  'apps/cli',
  'apps/web',
  'scripts',
].filter((room) => fs.existsSync(path.join(root, room)));

export default {
  maxWorkers: 2,
  testTimeout: 120_000,
  passWithNoTests: true,
  projects: rooms.map((room) => ({
    ...shared,
    displayName: path.basename(room),
    rootDir: path.join(root, room),
  })),
};
