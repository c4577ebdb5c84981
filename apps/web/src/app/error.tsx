'use client';

import { ErrorPage } from '../components/error-page.tsx';

export default function RootError({ reset }: { error: Error; reset: () => void }) {
  return <ErrorPage retry={reset} />;
}
