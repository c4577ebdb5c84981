import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const root = path.join(import.meta.dirname, '../..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  transpilePackages: ['@preferably/contracts', '@preferably/domain'],
  poweredByHeader: false,
  // The API stands in front and compresses for both.
  compress: false,
  typedRoutes: false,
};

export default createNextIntlPlugin('./src/i18n/request.ts')(config);
