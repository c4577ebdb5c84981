import { useTranslations } from 'next-intl';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { cn } from '../lib/cn.ts';

/** A response may link to or embed anything: no request leaves the page, and where a link leads is shown. */
const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
};

function LinkWithTarget({ href, children }: { href?: string | undefined; children?: React.ReactNode }) {
  const t = useTranslations('common');
  if (!href || href.startsWith('#')) return <span>{children}</span>;
  const shown = typeof children === 'string' && href.replace(/\/$/u, '') === children.replace(/\/$/u, '');
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={t('linkTarget', { address: href })}
    >
      {children}
      {shown ? null : <span className="link-target"> ({href})</span>}
    </a>
  );
}

function ImageLeftOut({ alt }: { alt?: string | undefined }) {
  const t = useTranslations('common');
  return <em>[{t('imageLeftOut', { description: alt || t('imageWithoutDescription') })}]</em>;
}

const components: Components = {
  a: ({ href, children }) => <LinkWithTarget href={href}>{children}</LinkWithTarget>,
  img: ({ alt }) => <ImageLeftOut alt={alt} />,
  table: ({ children }) => (
    <div className="table-scroll">
      <table>{children}</table>
    </div>
  ),
  // Headings inside a response must not break the outline of the page: they start below the page's own.
  h1: ({ children }) => <h3 className="text-[1.15em]!">{children}</h3>,
  h2: ({ children }) => <h4 className="text-[1.08em]!">{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
};

/** Markdown from people and models, rendered safely: raw HTML is not interpreted, images are not fetched. */
export const Markdown = memo(function Markdown({
  text,
  className,
  lang,
}: {
  text: string;
  className?: string;
  lang?: string | undefined;
}) {
  return (
    <div className={cn('prose', className)} lang={lang}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[[rehypeSanitize, schema]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
