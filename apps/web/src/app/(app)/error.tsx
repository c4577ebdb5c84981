'use client';

import { ErrorPage } from '../../components/error-page.tsx';

export default function SignedInError({ reset }: { error: Error; reset: () => void }) {
  return <ErrorPage retry={reset} />;
}
