import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

/** The h1 of a page, what leads to it, and what can be done on it. */
export function PageHeader(props: {
  title: ReactNode;
  description?: ReactNode;
  breadcrumbs?: readonly { href: string; label: ReactNode }[];
  badges?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div>
        {props.breadcrumbs?.length ? (
          <nav className="mb-0.5 text-sm text-muted">
            {props.breadcrumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Link href={crumb.href} className="underline-offset-2 hover:underline">
                  {crumb.label}
                </Link>
                <span aria-hidden className="mx-1.5">
                  /
                </span>
              </Fragment>
            ))}
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="text-xl font-semibold">{props.title}</h1>
          {props.badges}
        </div>
        {props.description ? <p className="mt-0.5 max-w-prose text-muted">{props.description}</p> : null}
      </div>
      {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
    </header>
  );
}
