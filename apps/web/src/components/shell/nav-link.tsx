'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

export function NavLink(props: { href: string; under: readonly string[]; children: ReactNode }) {
  const path = usePathname();
  const prefixes = props.href === '/' ? props.under : [props.href, ...props.under];
  const current = path === props.href || prefixes.some((p) => path === p || path.startsWith(`${p}/`));
  return (
    <Link
      href={props.href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex items-center border-b-2 px-2.5 font-medium whitespace-nowrap -outline-offset-2!',
        current ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
      )}
    >
      {props.children}
    </Link>
  );
}
