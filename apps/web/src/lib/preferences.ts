import type { Locale } from '@preferably/domain';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Languages are named in themselves, so that a lost reader finds the way back. */
export const languageNames: Record<Locale, string> = { en: 'English', ko: '한국어' };

function remember(choice: { locale: Locale } | { theme: Theme }): Promise<Response> {
  return fetch('/preferences', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(choice),
  });
}

/** Keeps the language in a cookie of this browser; the caller refreshes the page. */
export const rememberLocale = (locale: Locale) => remember({ locale });

/** Shows a theme at once and keeps it in a cookie, so that the next page is sent with it. */
export function rememberTheme(theme: Theme): Promise<Response> {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  return remember({ theme });
}

export function currentTheme(): Theme {
  const set = document.documentElement.dataset.theme;
  return themes.find((theme) => theme === set) ?? 'system';
}
