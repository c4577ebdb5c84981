import { type Locale, locales } from '@preferably/domain';

const isLocale = (value: string | null | undefined): value is Locale =>
  locales.some((locale) => locale === value);

/** The browser's cookie first, then the profile, then what the browser accepts, then English. */
export function chooseLocale(from: {
  cookie: string | undefined;
  profile: string | null;
  acceptLanguage: string | null;
}): Locale {
  if (isLocale(from.cookie)) return from.cookie;
  if (isLocale(from.profile)) return from.profile;
  const wanted = (from.acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const q = rest.map((p) => /^\s*q=([\d.]+)/u.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0]?.toLowerCase() ?? '', quality: q === undefined ? 1 : Number(q) };
    })
    .filter((entry) => entry.quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return wanted.map((entry) => entry.language).find(isLocale) ?? 'en';
}
