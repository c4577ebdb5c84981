'use client';

import { updateMe } from '@preferably/contracts';
import { type Locale, locales } from '@preferably/domain';
import { Check, ChevronDown, CircleUser } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { signOut } from '../../lib/auth-client.ts';
import {
  currentTheme,
  languageNames,
  rememberLocale,
  rememberTheme,
  type Theme,
  themes,
} from '../../lib/preferences.ts';
import { Button } from '../ui/button.tsx';

const itemLook =
  'flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-hover select-none';

function Choice({ value, children }: { value: string; children: React.ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} className={itemLook} onSelect={(event) => event.preventDefault()}>
      <span className="inline-flex size-4">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.RadioItem>
  );
}

const Heading = ({ children }: { children: React.ReactNode }) => (
  <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-xs font-semibold text-muted">
    {children}
  </DropdownMenu.Label>
);

/** Who is signed in; language, appearance, account, sign out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  const t = useTranslations('common');
  const locale = useLocale();
  const router = useRouter();
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => setTheme(currentTheme()), []);

  async function chooseLocale(next: Locale) {
    await Promise.allSettled([rememberLocale(next), api(updateMe, { body: { locale: next } })]);
    router.refresh();
  }

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button variant="ghost" size="sm" aria-label={`${t('menu.open')}: ${name}`}>
          <CircleUser aria-hidden />
          <span className="max-w-32 truncate max-sm:hidden">{name}</span>
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-52 rounded-md border border-line bg-raised p-1 shadow-float"
        >
          <p className="max-w-64 truncate px-2 py-1 text-sm text-muted">{email}</p>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <Heading>{t('menu.language')}</Heading>
          <DropdownMenu.RadioGroup
            value={locale}
            onValueChange={(value) => void chooseLocale(value as Locale)}
          >
            {locales.map((each) => (
              <Choice key={each} value={each}>
                <span lang={each}>{languageNames[each]}</span>
              </Choice>
            ))}
          </DropdownMenu.RadioGroup>
          <Heading>{t('menu.theme')}</Heading>
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={(value) => {
              setTheme(value as Theme);
              void rememberTheme(value as Theme);
            }}
          >
            {themes.map((each) => (
              <Choice key={each} value={each}>
                {t(`theme.${each}`)}
              </Choice>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item asChild className={itemLook}>
            <Link href="/account">{t('menu.account')}</Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={itemLook} onSelect={() => void signOut()}>
            {t('menu.signOut')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
