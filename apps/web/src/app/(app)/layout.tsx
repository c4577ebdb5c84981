import { AppShell } from '../../components/shell/app-shell.tsx';
import { requireMe } from '../../lib/server-api.ts';

/** Everything in this folder is behind the session. */
export default async function SignedInLayout({ children }: LayoutProps<'/'>) {
  const me = await requireMe();
  return <AppShell me={me}>{children}</AppShell>;
}
