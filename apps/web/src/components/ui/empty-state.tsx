import type { ReactNode } from 'react';

/** Why there is nothing here, and what to do about it. */
export function EmptyState(props: {
  title: ReactNode;
  /** There is nothing else on the page: the title is its heading. */
  wholePage?: boolean;
  icon?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const Title = props.wholePage ? 'h1' : 'p';
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line px-6 py-12 text-center">
      {props.icon ? <div className="text-muted [&_svg]:size-6">{props.icon}</div> : null}
      <Title className="font-semibold">{props.title}</Title>
      {props.children ? <div className="max-w-prose text-muted">{props.children}</div> : null}
      {props.action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{props.action}</div> : null}
    </div>
  );
}
